import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { SottoError } from '../../contract/sotto-error.ts';
import { folderProblem, inspectVaultFolder, lockName } from './vault-folder.ts';

/** A lock that the system releases when its holder dies; null when somebody else holds it. */
export type AcquireLock = (path: string) => { readonly release: () => void } | null;

/**
 * The vault in use and the lock on it, which is held from the moment of choosing until another vault is chosen or the
 * app ends, locked or not. A folder that is to become a vault is locked the same way, so that no second app can make
 * one in it; if it never becomes one, the lock's file is taken away again.
 */
export class ChosenVault {
  readonly #acquireLock: AcquireLock;
  #folder = '';
  #held: { readonly release: () => void } | null = null;
  #problem: ErrorCode | null = null;

  constructor(acquireLock: AcquireLock) {
    this.#acquireLock = acquireLock;
  }

  get folder(): string {
    return this.#folder;
  }

  /** Why the vault cannot be used as it is, or null; while there is a problem nothing is locked. */
  get problem(): ErrorCode | null {
    return this.#problem;
  }

  /** Whether there is a vault to unlock, rather than a place for a new one. */
  get holdsVault(): boolean {
    return inspectVaultFolder(this.#folder) === 'vault';
  }

  /** Takes up the vault of an earlier start, or the default place, which is created; a problem is kept, not thrown. */
  takeUp(folder: string, isDefault: boolean): void {
    this.#folder = folder;
    if (isDefault) makeFolder(folder);
    this.#problem = folderProblem(inspectVaultFolder(folder), 'remembered') ?? this.#lock(folder);
  }

  /** Judges the chosen folder anew, and locks it when nothing stands in the way any more. */
  lookAgain(): void {
    const found = folderProblem(inspectVaultFolder(this.#folder), 'remembered');
    this.#problem = found ?? (this.#held === null ? this.#lock(this.#folder) : null);
  }

  /**
   * Changes over to another folder. What was chosen before stays chosen and locked when this throws: `vault/*` when the
   * folder is not what is wanted or in use, `storage/*` when it cannot be written.
   */
  choose(folder: string, wanted: 'new' | 'existing'): void {
    if (folder === this.#folder && this.#held !== null) {
      const problem = folderProblem(inspectVaultFolder(folder), wanted);
      if (problem !== null) throw new SottoError(problem);
      return;
    }
    const before = { folder: this.#folder, held: this.#held };
    const problem = folderProblem(inspectVaultFolder(folder), wanted) ?? this.#lock(folder);
    if (problem !== null) throw new SottoError(problem);
    this.#folder = folder;
    this.#problem = null;
    letGo(before.folder, before.held);
  }

  release(): void {
    letGo(this.#folder, this.#held);
    this.#held = null;
  }

  #lock(folder: string): ErrorCode | null {
    try {
      const lock = this.#acquireLock(join(folder, lockName));
      if (lock === null) return 'vault/in-use';
      this.#held = lock;
      return null;
    } catch (error) {
      if (error instanceof SottoError) return error.code;
      throw error;
    }
  }
}

/** What stands in the way is seen in the folder afterwards. */
function makeFolder(folder: string): void {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
  } catch {
    // It is not there then, or cannot be written.
  }
}

function letGo(folder: string, held: { readonly release: () => void } | null): void {
  if (held === null) return;
  const isLeftOver = inspectVaultFolder(folder) === 'empty';
  held.release();
  if (isLeftOver) rmSync(join(folder, lockName), { force: true });
}
