import { renderTable } from '../support/render-table.ts';
import { countedCalls, type TracedCall } from './traced-calls.ts';
import type { Trace } from './traced-app.ts';

/** One start of the app, as it was watched. */
export interface Start {
  readonly name: string;
  readonly trace: Trace;
}

export interface KindCount {
  readonly kind: string;
  readonly processes: number;
  readonly seen: number;
  /** Internet calls, in the order of `countedCalls`. */
  readonly internet: readonly number[];
}

export interface Verdict {
  readonly isProven: boolean;
  readonly reasons: readonly string[];
  readonly line: string;
}

/** Without a call of each of these, too little was watched. */
const neededKinds = ['main', 'renderer', 'NetworkService', 'AudioService', 'NodeService'];
const unnamed = 'ended at once';

/** What each kind of process called, in all starts together. */
export function countByKind(starts: readonly Start[]): KindCount[] {
  const kinds = new Map<string, KindCount[]>();
  for (const { trace } of starts) {
    for (const count of countOne(trace)) kinds.set(count.kind, [...(kinds.get(count.kind) ?? []), count]);
  }
  return [...kinds]
    .map(([kind, counts]) => ({
      kind,
      processes: sum(counts.map(({ processes }) => processes)),
      seen: sum(counts.map(({ seen }) => seen)),
      internet: countedCalls.map((_, index) => sum(counts.map(({ internet }) => internet[index] ?? 0))),
    }))
    .sort((one, other) => one.kind.localeCompare(other.kind));
}

function countOne({ calls, processes }: Trace): KindCount[] {
  const kindOfThread = new Map(
    processes.flatMap(({ kind, threads }) => threads.map((thread) => [thread, kind] as const)),
  );
  const kindOf = ({ thread }: TracedCall): string => kindOfThread.get(thread) ?? unnamed;
  const kinds = new Set([...processes.map(({ kind }) => kind), ...calls.map(kindOf)]);
  return [...kinds].map((kind) => {
    const own = calls.filter((call) => kindOf(call) === kind);
    return {
      kind,
      processes: processes.filter((process) => process.kind === kind).length,
      seen: own.length,
      internet: countedCalls.map((name) => own.filter(({ call, isInternet }) => isInternet && call === name).length),
    };
  });
}

/** Proven is what was watched to its end, in every process, and called nobody, by strace's count and by all others. */
export function judge(starts: readonly Start[]): Verdict {
  const internetCalls = sum(starts.map(({ trace }) => trace.calls.filter(({ isInternet }) => isInternet).length));
  const reasons = starts.flatMap(reasonsAgainst);
  const called = `${internetCalls} internet ${internetCalls === 1 ? 'call' : 'calls'}`;
  const processes = sum(starts.map(({ trace }) => trace.processes.length));
  const watched = `${called} in ${processes} processes over ${starts.length} starts`;
  const isProven = starts.length > 0 && reasons.length === 0;
  return { isProven, reasons, line: `offline: ${isProven ? '' : 'NOT '}proven, ${watched}` };
}

function reasonsAgainst(start: Start): string[] {
  const { name, trace } = start;
  const { questions, sent } = trace;
  const counts = countOne(trace);
  const missing = neededKinds.filter((kind) => !counts.some((count) => count.kind === kind && count.seen > 0));
  const reasons = [
    ...trace.calls.filter(({ isInternet }) => isInternet).map(({ line }) => line),
    ...questions.map((question) => `the name server was asked for ${question}`),
    ...(sent.tcpConnections === 0 ? [] : [`the kernel opened ${sent.tcpConnections} TCP connections`]),
    ...(sent.datagrams === 0 ? [] : [`the kernel sent ${sent.datagrams} datagrams`]),
    ...missing.map((kind) => `no call of a ${kind} process was seen`),
  ];
  return reasons.map((reason) => `${name}: ${reason}`);
}

/** A table of all that was counted, for people. */
export function renderCounts(counts: readonly KindCount[]): string {
  const titles = ['process', 'processes', 'calls in all', ...countedCalls];
  const rows = counts.map(({ kind, processes, seen, internet }) => [kind, processes, seen, ...internet].map(String));
  return renderTable(titles, rows);
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
