import { nodeDisk, type Disk, type DiskFile } from '../../main/vault/disk.ts';

/** As if the process had been killed: what was done before stays, nothing comes after. */
export class Stopped extends Error {}

/** The real disk, until its changing call number `stopAt`, counted from 1; null never stops. */
export class StoppingDisk implements Disk {
  calls = 0;
  #stopAt: number | null;
  readonly read = nodeDisk.read;
  readonly size = nodeDisk.size;
  readonly list = nodeDisk.list;
  readonly assertWritable = nodeDisk.assertWritable;
  readonly freeBytes = nodeDisk.freeBytes;

  constructor(stopAt: number | null) {
    this.#stopAt = stopAt;
  }

  /** At the changing call that is the `count`th from now on. */
  stopIn(count: number): void {
    this.#stopAt = this.calls + count;
  }

  readonly open = async (path: string, mode: 'new' | 'existing'): Promise<DiskFile> => {
    if (mode === 'new') this.#change();
    const file = await nodeDisk.open(path, mode);
    return {
      write: (bytes, offsetBytes) => this.#then(() => file.write(bytes, offsetBytes)),
      truncate: (lengthBytes) => this.#then(() => file.truncate(lengthBytes)),
      sync: () => this.#then(() => file.sync()),
      close: () => file.close(),
    };
  };
  readonly rename = (from: string, to: string): Promise<void> => this.#then(() => nodeDisk.rename(from, to));
  readonly remove = (path: string): Promise<void> => this.#then(() => nodeDisk.remove(path));
  readonly makeFolder = (folder: string): Promise<void> => this.#then(() => nodeDisk.makeFolder(folder));
  readonly syncFolder = (folder: string): Promise<void> => this.#then(() => nodeDisk.syncFolder(folder));

  async #then(act: () => Promise<void>): Promise<void> {
    this.#change();
    await act();
  }

  #change(): void {
    this.calls += 1;
    if (this.#stopAt !== null && this.calls >= this.#stopAt) throw new Stopped();
  }
}
