import type { ErrorCode } from '../../contract/error-codes.ts';
import { SottoError } from '../../contract/sotto-error.ts';

const codes: ReadonlyMap<string, ErrorCode> = new Map([
  ['ENOSPC', 'storage/disk-full'],
  ['EDQUOT', 'storage/disk-full'],
  ['EROFS', 'storage/read-only'],
  ['EACCES', 'storage/permission-denied'],
  ['EPERM', 'storage/permission-denied'],
  ['ENOENT', 'storage/folder-gone'],
  ['ENOTDIR', 'storage/folder-gone'],
] satisfies [string, ErrorCode][]);

/**
 * The one place where a file system's failure becomes one of ours; the system's own words, which hold paths, stay
 * behind. A `SottoError` passes unchanged.
 *
 * A file that may rightly be missing is the caller's to look for first: here ENOENT means the folder went away.
 */
export function toStorageError(error: unknown): SottoError {
  if (error instanceof SottoError) return error;
  return new SottoError(codes.get(systemCode(error) ?? '') ?? 'storage/io-failed');
}

/** `ENOENT` and its like, or null when `error` is no system error. */
export function systemCode(error: unknown): string | null {
  return error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : null;
}
