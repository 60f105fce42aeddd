import type { SottoApi } from '../../../contract/api.ts';
import { logGroupOf, type LogFacts, type LogKind, type LogLine } from '../../../contract/event-log.ts';
import type { Result } from '../../../contract/sotto-error.ts';
import { fixedNowMs } from './fake-data.ts';

type Answer = <Value>(call: string, make: () => Value) => Promise<Result<Value>>;
type More = Partial<Omit<LogLine, 'facts'>> & { readonly facts?: Partial<LogFacts> };

const noFacts: LogFacts = {
  durationMs: null,
  role: null,
  answer: null,
  effect: null,
  word: null,
  counts: null,
  isFound: false,
  range: null,
  isSpokenConsent: false,
};

/** An entry as the vault process gives it. */
export function logLine(sequence: number, kind: LogKind, { facts, ...more }: More = {}): LogLine {
  const nobody = { person: null, session: null, recordingId: null };
  return { sequence, atMs: fixedNowMs + sequence * 60_000, kind, ...nobody, ...more, facts: { ...noFacts, ...facts } };
}

/** The log of a fake vault. */
export class FakeLog {
  /** Oldest first; change it to script a log. */
  readonly lines: LogLine[] = [];
  /** How many are on one page. */
  pageLength = 100;
  readonly saved: unknown[] = [];

  api(answer: Answer): SottoApi['log'] {
    return {
      list: ({ before, filter }) =>
        answer('log.list', () => {
          const found = this.lines
            .filter(({ sequence }) => before === null || sequence < before)
            .filter(({ kind }) => filter.groups === null || filter.groups.includes(logGroupOf[kind]))
            .filter(({ person }) => filter.personId === null || person?.id === filter.personId)
            .filter(({ session }) => filter.sessionId === null || session?.id === filter.sessionId)
            .filter(({ atMs }) => filter.fromMs === null || atMs >= filter.fromMs)
            .filter(({ atMs }) => filter.untilMs === null || atMs < filter.untilMs)
            .toReversed();
          const lines = found.slice(0, this.pageLength);
          return { lines, before: found.length > lines.length ? (lines.at(-1)?.sequence ?? null) : null };
        }),
      seeRollback: () => answer('log.seeRollback', () => null),
      beginExport: () => Promise.reject(new Error('a page does not ask for this')),
      exportPart: () => Promise.reject(new Error('a page does not ask for this')),
      save: (wanted) => {
        this.saved.push(wanted);
        const digest = wanted.format === 'json' ? 'c5'.repeat(32) : null;
        return answer('log.save', () => ({ outcome: 'saved', digest }));
      },
    };
  }
}
