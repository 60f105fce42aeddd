import type { ErrorCode } from '../../contract/error-codes.ts';

/** What a refusal of `getUserMedia` means. */
export function codeOfMediaError(error: unknown): ErrorCode {
  if (!(error instanceof DOMException)) return 'capture/no-microphone';
  switch (error.name) {
    case 'NotAllowedError':
    case 'SecurityError':
      return 'capture/permission-denied';
    // The device is there, and the system did not let us read it: on most systems because somebody else does.
    case 'NotReadableError':
    case 'AbortError':
      return 'capture/microphone-busy';
    default:
      return 'capture/no-microphone';
  }
}
