import { describe, expect, it } from 'vitest';
import { countByKind, judge, type Start } from '../../offline/judge.ts';
import { parseTrace } from '../../offline/traced-calls.ts';
import type { Trace } from '../../offline/traced-app.ts';

const kinds = ['main', 'renderer', 'NetworkService', 'AudioService', 'NodeService'];
const local = 'sendto(3<UNIX-STREAM:[4->5]>, ""..., 9, 0, NULL, 0) = 9';
const outward = 'connect(3<TCP:[4]>, {sa_family=AF_INET}, 16) = 0';

/** Each process is one thread with the number of its kind, and has made one local call. */
function start(changes: Partial<Trace> = {}, furtherLines: readonly string[] = []): Start {
  const processes = kinds.map((kind, id) => ({ id, kind, threads: [id] }));
  const lines = [...processes.map(({ id }) => `${id} ${local}`), ...furtherLines];
  const sent = { tcpConnections: 0, datagrams: 0 };
  return {
    name: 'a start',
    trace: { questions: [], sent, processes, calls: parseTrace(lines.join('\n')), ...changes },
  };
}

describe('the verdict', () => {
  it('is that nobody was called, when every process was watched and none called', () => {
    expect(judge([start(), start()])).toEqual({
      isProven: true,
      reasons: [],
      line: 'offline: proven, 0 internet calls in 10 processes over 2 starts',
    });
  });

  it('is against one call of one process', () => {
    const verdict = judge([start(), start({}, [`2 ${outward}`])]);
    expect(verdict.isProven).toBe(false);
    expect(verdict.reasons).toEqual([`a start: 2 ${outward}`]);
    expect(verdict.line).toBe('offline: NOT proven, 1 internet call in 10 processes over 2 starts');
  });

  it('is against a call of a process that was never seen itself', () => {
    expect(judge([start({}, [`99 ${outward}`])]).isProven).toBe(false);
  });

  it.each(kinds)('is against a trace in which %s called nothing at all', (kind) => {
    const thread = kinds.indexOf(kind);
    const calls = start().trace.calls.filter((call) => call.thread !== thread);
    expect(judge([start({ calls })]).reasons).toEqual([`a start: no call of a ${kind} process was seen`]);
  });

  it.each([
    ['a question to the name server', { questions: ['example.org 1'] }],
    ['a connection that only the kernel counted', { sent: { tcpConnections: 1, datagrams: 0 } }],
    ['a datagram that only the kernel counted', { sent: { tcpConnections: 0, datagrams: 1 } }],
  ])('is against %s', (_, changes) => {
    expect(judge([start(changes)]).isProven).toBe(false);
  });

  it('is against nothing watched', () => {
    expect(judge([]).isProven).toBe(false);
  });
});

it('counts by kind of process, over all starts', () => {
  const counts = countByKind([start({}, [`2 ${outward}`]), start()]);
  expect(counts.map(({ kind }) => kind)).toEqual(['AudioService', 'main', 'NetworkService', 'NodeService', 'renderer']);
  expect(counts.find(({ kind }) => kind === 'NetworkService')).toEqual({
    kind: 'NetworkService',
    processes: 2,
    seen: 3,
    internet: [1, 0, 0, 0, 0, 0, 0],
  });
});
