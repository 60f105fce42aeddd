import { describe, expect, it } from 'vitest';
import { maximumInputBytes } from '../../contract/limits.ts';
import { SottoError, type Result } from '../../contract/sotto-error.ts';
import { answerCall, type Caller } from '../../main/ipc/answer-call.ts';

const us: Caller = { isAppWindow: true, isMainFrame: true, origin: 'sotto://app' };
const id = 'a'.repeat(32);

/** A border with one method of each server behind it, and what was let through and logged. */
function makeBorder(fromVault: Result<unknown> = { ok: true, value: [] }) {
  const reached: unknown[] = [];
  const reasons: string[] = [];
  const parts = {
    ownOrigin: 'sotto://app',
    handlers: new Map<string, () => unknown>([
      ['recordings.pause', () => null],
      [
        'recordings.stop',
        () => {
          throw new SottoError('request/conflict');
        },
      ],
      [
        'recordings.resume',
        () => {
          throw new Error('a sentence with a name in it');
        },
      ],
      ['app.getState', () => ({ phase: 'odd' })],
    ]),
    callVault: (method: string, input: unknown) => {
      reached.push({ method, input });
      return Promise.resolve(fromVault);
    },
    log: (_event: string, details: Readonly<Record<string, string>>) => reasons.push(...Object.values(details)),
  };
  return { reached, reasons, ask: (request: unknown, caller = us) => answerCall(parts, caller, request) };
}

function refusal(code: string) {
  return { ok: false, error: { code, details: {} } };
}

describe('a call from a page', () => {
  it('is answered by the vault process, with its input parsed', async () => {
    const { ask, reached } = makeBorder();
    expect(await ask({ method: 'sessions.list', input: { query: 'K', extra: 1 } })).toEqual({ ok: true, value: [] });
    expect(reached).toEqual([{ method: 'sessions.list', input: { query: 'K' } }]);
  });

  it('is answered by main for what main does', async () => {
    const { ask, reached } = makeBorder();
    expect(await ask({ method: 'recordings.pause', input: null })).toEqual({ ok: true, value: null });
    expect(reached).toEqual([]);
  });

  it.each([
    ['another window', { ...us, isAppWindow: false }, 'not-our-window'],
    ['another frame', { ...us, isMainFrame: false }, 'not-main-frame'],
    ['another origin', { ...us, origin: 'sotto://capture' }, 'not-our-origin'],
    ['no origin', { ...us, origin: '' }, 'not-our-origin'],
    ['an origin that begins like ours', { ...us, origin: 'sotto://app.example' }, 'not-our-origin'],
  ])('is forbidden to %s', async (_who, caller, reason) => {
    const { ask, reached, reasons } = makeBorder();
    expect(await ask({ method: 'sessions.list', input: { query: '' } }, caller)).toEqual(refusal('request/forbidden'));
    expect(reasons).toEqual([reason]);
    expect(reached).toEqual([]);
  });

  it.each([
    ['nothing', undefined, 'malformed'],
    ['a text', 'sessions.list', 'malformed'],
    ['no method', { input: null }, 'malformed'],
    ['more than method and input', { method: 'sessions.list', input: { query: '' }, also: 1 }, 'malformed'],
    ['an unknown method', { method: 'sessions.destroyAll', input: null }, 'unknown-method'],
    ['what every object inherits', { method: 'constructor', input: null }, 'unknown-method'],
    ['a group', { method: 'sessions', input: null }, 'unknown-method'],
    ['__proto__', { method: 'sessions.__proto__', input: null }, 'unknown-method'],
    ['an input of the wrong shape', { method: 'sessions.list', input: { query: 5 } }, 'bad-input'],
    ['an input where none belongs', { method: 'recordings.pause', input: {} }, 'bad-input'],
    ['an id that is none', { method: 'sessions.get', input: { sessionId: `${id}x` } }, 'bad-input'],
    ['too much', { method: 'sessions.list', input: { query: 'x'.repeat(maximumInputBytes) } }, 'not-small-json'],
    ['bytes', { method: 'sessions.list', input: new Uint8Array(4) }, 'not-small-json'],
  ])('is invalid with %s', async (_what, request, reason) => {
    const { ask, reached, reasons } = makeBorder();
    expect(await ask(request)).toEqual(refusal('request/invalid'));
    expect(reasons).toEqual([reason]);
    expect(reached).toEqual([]);
  });

  it('fails with the code of what went wrong, and never with its words', async () => {
    const { ask } = makeBorder(refusalOf('vault/locked'));
    expect(await ask({ method: 'sessions.list', input: { query: '' } })).toEqual(refusal('vault/locked'));
    expect(await ask({ method: 'recordings.stop', input: null })).toEqual(refusal('request/conflict'));
    expect(await ask({ method: 'recordings.resume', input: null })).toEqual(refusal('internal/unexpected'));
  });

  it('does not carry an answer of another shape than the contract has', async () => {
    const { ask, reasons } = makeBorder({ ok: true, value: [{ secret: 'x' }] });
    expect(await ask({ method: 'sessions.list', input: { query: '' } })).toEqual(refusal('internal/unexpected'));
    expect(await ask({ method: 'app.getState', input: null })).toEqual(refusal('internal/unexpected'));
    expect(reasons).toEqual(['bad-output', 'bad-output']);
  });
});

function refusalOf(code: 'vault/locked'): Result<unknown> {
  return { ok: false, error: { code, details: {} } };
}
