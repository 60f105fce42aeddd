/** What a process asked of the system's network, as strace saw it go in. */
export interface TracedCall {
  /** Number of the thread. */
  readonly thread: number;
  readonly call: CallName;
  /** Whether it may reach beyond this machine's own processes and kernel. What cannot be told apart, may. */
  readonly isInternet: boolean;
  readonly line: string;
}

/** The calls that can reach somebody or be reached, and the door through which both could be done without one. */
export const countedCalls = ['connect', 'bind', 'listen', 'sendto', 'sendmsg', 'sendmmsg', 'io_uring_setup'] as const;
export type CallName = (typeof countedCalls)[number];

const localFamilies = /^AF_(?:UNIX|NETLINK)$/;
/** PulseAudio's client tries whether its pipes and counters are sockets; they are not, and the call fails. */
const localDescriptors = /^(?:UNIX(?:-[A-Z]+)?|NETLINK|pipe|anon_inode)$/;

/** @param text of `strace -f -yy -s 0`: one call a line, its thread in front, what a descriptor is behind its number. */
export function parseTrace(text: string): TracedCall[] {
  return text.split('\n').flatMap((line) => {
    const [, thread, name, given] = /^(\d+) +(\w+)\((.*)$/.exec(line) ?? [];
    const call = countedCalls.find((counted) => counted === name);
    if (thread === undefined || call === undefined || given === undefined) return [];
    return [{ thread: Number(thread), call, isInternet: isInternet(call, given), line }];
  });
}

function isInternet(call: CallName, given: string): boolean {
  if (call === 'io_uring_setup') return true;
  const family = /\bsa_family=(AF_\w+)/.exec(given)?.[1];
  if (family !== undefined && family !== 'AF_UNSPEC') return !localFamilies.test(family);
  const descriptor = /^\d+<([\w-]+):/.exec(given)?.[1];
  return descriptor === undefined || !localDescriptors.test(descriptor);
}
