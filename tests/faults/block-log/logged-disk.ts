import { execFile, spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, open, rm, truncate, writeFile, type FileHandle } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { until } from '../../support/until.ts';
import { countWrites, keptOf, readWriteLog, type Kept, type LoggedWrite } from './write-log.ts';

const run = promisify(execFile);
const diskBytes = 192 * 1024 * 1024;
const logBytes = 1024 * 1024 * 1024;

/** A real file system (ext4, as it is set up by default) on a disk that writes down each block it is given. Needs root. */
export class LoggedDisk implements AsyncDisposable {
  /** Where the file system is mounted. */
  readonly mounted: string;
  readonly #folder: string;
  readonly #daemon: ChildProcess;
  readonly #log: FileHandle;
  #loop: string | null = null;

  private constructor(folder: string, daemon: ChildProcess, log: FileHandle) {
    this.#folder = folder;
    this.#daemon = daemon;
    this.#log = log;
    this.mounted = join(folder, 'mounted');
  }

  static async make(): Promise<LoggedDisk> {
    const folder = await mkdtemp(join(tmpdir(), 'sotto-block-log-'));
    const paths = { disk: join(folder, 'disk'), log: join(folder, 'log'), exported: join(folder, 'exported') };
    for (const path of Object.values(paths)) await writeFile(path, '');
    await truncate(paths.disk, diskBytes);
    await truncate(paths.log, logBytes);
    const daemon = spawn(
      'qemu-storage-daemon',
      [
        ['--blockdev', `driver=file,node-name=disk,filename=${paths.disk}`],
        ['--blockdev', `driver=file,node-name=log,filename=${paths.log}`],
        ['--blockdev', 'driver=blklogwrites,node-name=logged,file=disk,log=log,log-super-update-interval=1'],
        ['--export', `type=fuse,id=exported,node-name=logged,mountpoint=${paths.exported},writable=on`],
      ].flat(),
      { stdio: ['ignore', 'inherit', 'inherit'] },
    );
    const logged = new LoggedDisk(folder, daemon, await open(paths.log, 'r'));
    try {
      await logged.#mount(paths.exported);
    } catch (error) {
      await logged[Symbol.asyncDispose]();
      throw error;
    }
    return logged;
  }

  /** Writes that have reached the disk by now. */
  countWrites(): Promise<number> {
    return countWrites(this.#log);
  }

  /** Ends the file system; no block is written any more. */
  async stop(): Promise<void> {
    if (this.#loop === null) return;
    const loop = this.#loop;
    this.#loop = null;
    await run('umount', [this.mounted]);
    await run('losetup', ['--detach', loop]);
  }

  /** All that was written, once it has been stopped. */
  writes(): Promise<LoggedWrite[]> {
    return readWriteLog(join(this.#folder, 'log'));
  }

  /** Mounts the file system as a power cut leaves it after `count` writes, and hands over where it is for as long as `act` lasts. */
  async afterCut<Value>(
    writes: readonly LoggedWrite[],
    count: number,
    kept: Kept,
    act: (folder: string) => Promise<Value>,
  ): Promise<Value> {
    const image = join(this.#folder, 'cut');
    const folder = join(this.#folder, 'after');
    await writeImage(image, keptOf(writes, count, kept));
    await mkdir(folder, { recursive: true });
    await run('mount', ['-t', 'ext4', '-o', 'loop', image, folder]);
    try {
      return await act(folder);
    } finally {
      // Also where a vault that does not open has left files open.
      await run('umount', ['--lazy', folder]);
      await rm(image);
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop();
    const gone = this.#daemon.exitCode === null ? once(this.#daemon, 'exit') : Promise.resolve();
    this.#daemon.kill('SIGTERM');
    await gone;
    await this.#log.close();
    await rm(this.#folder, { recursive: true });
  }

  async #mount(exported: string): Promise<void> {
    // A FUSE export takes the place of an empty file; it has the size of the disk once it is there.
    const isThere = async (): Promise<boolean> =>
      (await run('stat', ['-c', '%s', exported])).stdout.trim() === String(diskBytes);
    await until('the disk is there', isThere);
    // Zeroing later what was not zeroed now would fill the log with what no vault has to do with.
    await run('mkfs.ext4', ['-q', '-F', '-E', 'nodiscard,lazy_itable_init=0,lazy_journal_init=0', exported]);
    const loop = (await run('losetup', ['--find', '--show', exported])).stdout.trim();
    await mkdir(this.mounted);
    await run('mount', ['-t', 'ext4', loop, this.mounted]);
    this.#loop = loop;
  }
}

async function writeImage(path: string, writes: readonly LoggedWrite[]): Promise<void> {
  const image = await open(path, 'w');
  try {
    await image.truncate(diskBytes);
    for (const { atByte, bytes } of writes) {
      if (bytes !== null) await image.write(bytes, 0, bytes.length, atByte);
    }
  } finally {
    await image.close();
  }
}
