import { z } from 'zod';
import { maximumInputBytes } from '../../contract/limits.ts';
import { toFailure, type Result } from '../../contract/sotto-error.ts';
import { isSmallJson } from './input-size.ts';
import { methodTable } from './method-table.ts';

/** What main knows of a call's sender, from Chromium and not from the message. */
export interface Caller {
  readonly isAppWindow: boolean;
  readonly isMainFrame: boolean;
  readonly origin: string;
}

export interface CallParts {
  readonly ownOrigin: string;
  /** For each method that main serves, by `group.call`; each is given its input as the contract parsed it. */
  readonly handlers: ReadonlyMap<string, (input: unknown) => unknown>;
  readonly callVault: (method: string, input: unknown) => Promise<Result<unknown>>;
  readonly log: (event: Lowercase<string>, details: Readonly<Record<string, Lowercase<string>>>) => void;
}

const requestSchema = z.strictObject({ method: z.string().max(100), input: z.unknown() });

/**
 * Answers one call of a page: who asks, what for, how big, of what shape; then main's own handler or the vault process;
 * then the shape of the answer. Whatever goes wrong is a failure of the contract, never an exception.
 */
export async function answerCall(parts: CallParts, caller: Caller, request: unknown): Promise<Result<unknown>> {
  if (!caller.isAppWindow) return refuse(parts, 'request/forbidden', 'not-our-window');
  if (!caller.isMainFrame) return refuse(parts, 'request/forbidden', 'not-main-frame');
  if (caller.origin !== parts.ownOrigin) return refuse(parts, 'request/forbidden', 'not-our-origin');
  const envelope = requestSchema.safeParse(request);
  if (!envelope.success) return refuse(parts, 'request/invalid', 'malformed');
  const method = methodTable.get(envelope.data.method);
  if (method === undefined) return refuse(parts, 'request/invalid', 'unknown-method');
  if (!isSmallJson(envelope.data.input, maximumInputBytes)) return refuse(parts, 'request/invalid', 'not-small-json');
  const input = method.input.safeParse(envelope.data.input);
  if (!input.success) return refuse(parts, 'request/invalid', 'bad-input');

  const answer =
    method.server === 'main'
      ? await askMain(parts, envelope.data.method, input.data)
      : await parts.callVault(envelope.data.method, input.data);
  if (!answer.ok) return answer;
  const output = method.output.safeParse(answer.value);
  return output.success ? { ok: true, value: output.data } : refuse(parts, 'internal/unexpected', 'bad-output');
}

async function askMain(parts: CallParts, method: string, input: unknown): Promise<Result<unknown>> {
  const handler = parts.handlers.get(method);
  if (handler === undefined) return refuse(parts, 'internal/unexpected', 'no-handler');
  try {
    return { ok: true, value: await handler(input) };
  } catch (error) {
    const failure = toFailure(error);
    parts.log('call-failed', { code: failure.code });
    return { ok: false, error: failure };
  }
}

function refuse(
  parts: CallParts,
  code: 'request/forbidden' | 'request/invalid' | 'internal/unexpected',
  reason: Lowercase<string>,
): Result<never> {
  parts.log('call-refused', { reason });
  return { ok: false, error: { code, details: {} } };
}
