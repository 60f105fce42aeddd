import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { failedTriesSchema, waitAfterTries, withAnotherTry, type FailedTries } from '../../contract/failed-tries.ts';
import { replaceFile } from './replace-file.ts';

/** Vaults that are remembered; the one that nobody has tried for longest goes first. */
const maximumVaults = 20;

const fileSchema = z.record(z.string().regex(/^[0-9a-f]{64}$/), failedTriesSchema);
type Remembered = Readonly<Record<string, FailedTries>>;

/**
 * How often each vault was tried in vain, and when: in a plain file, since nothing can be written into a vault that is
 * shut. A vault goes by the digest of its folder's name, which may name somebody. Each change is on the disk on return;
 * a disk that refuses costs the memory of it across a restart and nothing else.
 */
export class FailedTriesFile {
  readonly #file: string;
  readonly #nowMs: () => number;
  readonly #digest: (vaultFolder: string) => string;
  #remembered: Remembered | null = null;

  /** `digest`: 32 bytes in hexadecimal that do not tell the name. */
  constructor(file: string, nowMs: () => number, digest: (vaultFolder: string) => string) {
    this.#file = file;
    this.#nowMs = nowMs;
    this.#digest = digest;
  }

  of(vaultFolder: string): FailedTries | null {
    return this.#all()[this.#digest(vaultFolder)] ?? null;
  }

  /** How long the next try has to wait. */
  waitMs(vaultFolder: string): number {
    return waitAfterTries(this.of(vaultFolder), this.#nowMs());
  }

  add(vaultFolder: string): void {
    const tries = withAnotherTry(this.of(vaultFolder), this.#nowMs());
    this.#keep({ ...this.#all(), [this.#digest(vaultFolder)]: tries });
  }

  forget(vaultFolder: string): void {
    if (this.of(vaultFolder) === null) return;
    const forgotten = this.#digest(vaultFolder);
    this.#keep(Object.fromEntries(Object.entries(this.#all()).filter(([key]) => key !== forgotten)));
  }

  #all(): Remembered {
    this.#remembered ??= read(this.#file);
    return this.#remembered;
  }

  #keep(all: Remembered): void {
    const newestFirst = Object.entries(all).sort(([, a], [, b]) => b.lastAtMs - a.lastAtMs);
    this.#remembered = Object.fromEntries(newestFirst.slice(0, maximumVaults));
    try {
      replaceFile(this.#file, `${JSON.stringify(this.#remembered)}\n`);
    } catch {
      // It stays in memory.
    }
  }
}

function read(file: string): Remembered {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch {
    return {};
  }
}
