import { z } from 'zod';
import { errorCodes, type ErrorCode } from './error-codes.ts';

/** Numbers and enumerated words only: nothing personal or secret may ride on an error. */
export type ErrorDetails = Readonly<Record<string, number | Lowercase<string>>>;

/** The one exception that domain code throws; mapped to a `Result` once, at the process border. */
export class SottoError extends Error {
  override readonly name = 'SottoError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails;

  constructor(code: ErrorCode, details: ErrorDetails = {}) {
    super(code);
    this.code = code;
    this.details = details;
  }
}

export const failureSchema = z.object({
  code: z.enum(errorCodes),
  details: z.record(z.string(), z.union([z.number(), z.string().regex(/^[a-z0-9/.-]{0,64}$/)])),
});
export type Failure = z.infer<typeof failureSchema>;

/** How an answer crosses a border. */
export type Result<Value> = { ok: true; value: Value } | { ok: false; error: Failure };

/** The answer that an exception becomes. Anything that is not ours is `internal/unexpected`, without its message. */
export function toFailure(error: unknown): Failure {
  if (error instanceof SottoError) return { code: error.code, details: { ...error.details } };
  return { code: 'internal/unexpected', details: {} };
}
