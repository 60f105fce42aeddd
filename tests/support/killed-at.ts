/**
 * The command in front of another that kills it at its `when`-th call to the disk. strace counts in each thread by itself:
 * with `UV_THREADPOOL_SIZE=1` the child has one for files, besides the one that SQLite runs in.
 */
export function killedAt(when: number): readonly [string, ...string[]] {
  const calls = 'pwrite64,fsync,fdatasync,ftruncate,rename,unlink,rmdir,mkdir';
  return [
    'strace',
    '-f',
    '-qq',
    '-o',
    '/dev/null',
    '-e',
    `trace=${calls}`,
    '-e',
    `inject=${calls}:signal=SIGKILL:when=${when}`,
  ];
}

/** What strace needs so that its count is that of the call to the disk. */
export const oneFileThread = { ...process.env, NODE_OPTIONS: '', UV_THREADPOOL_SIZE: '1' };
