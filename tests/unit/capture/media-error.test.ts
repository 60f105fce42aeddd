import { describe, expect, it } from 'vitest';
import { codeOfMediaError } from '../../../renderer/capture/media-error.ts';

describe('a microphone that was not given', () => {
  it.each([
    ['NotAllowedError', 'capture/permission-denied'],
    ['SecurityError', 'capture/permission-denied'],
    ['NotReadableError', 'capture/microphone-busy'],
    ['AbortError', 'capture/microphone-busy'],
    ['NotFoundError', 'capture/no-microphone'],
    ['OverconstrainedError', 'capture/no-microphone'],
  ])('for the reason %s is told as %s', (name, code) => {
    expect(codeOfMediaError(new DOMException('', name))).toBe(code);
  });

  it('for a reason that is none of the platform’s is told as not there', () => {
    expect(codeOfMediaError(new TypeError('no'))).toBe('capture/no-microphone');
  });
});
