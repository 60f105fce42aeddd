/** Those that change what lies on a disk; opening a file changes nothing that the next of these does not show. */
export const diskCalls = ['pwrite64', 'fsync', 'fdatasync', 'ftruncate', 'rename', 'unlink', 'rmdir', 'mkdir'] as const;
export type DiskCall = (typeof diskCalls)[number];

/**
 * The command in front of another that kills it at its `when`-th call to the disk. strace counts in each thread by itself:
 * with `UV_THREADPOOL_SIZE=1` the child has one for files, besides the one that SQLite runs in.
 */
export function killedAt(when: number): readonly [string, ...string[]] {
  return injected(diskCalls, `signal=SIGKILL:when=${when}`);
}

/** The command in front of another that makes each of these calls of it fail, from the `when`-th on, as `code` says. */
export function failingFrom(
  calls: readonly DiskCall[],
  code: 'ENOSPC' | 'EIO' | 'EROFS',
  when: number,
): readonly [string, ...string[]] {
  return injected(calls, `error=${code}:when=${when}+`);
}

function injected(calls: readonly DiskCall[], what: string): readonly [string, ...string[]] {
  const names = calls.join();
  return ['strace', '-f', '-qq', '-o', '/dev/null', '-e', `trace=${names}`, '-e', `inject=${names}:${what}`];
}

/** What strace needs so that its count is that of the call to the disk. */
export const oneFileThread = { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '1' };
