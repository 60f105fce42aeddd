import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openRooms } from '../../main/use-cases/open-vault-rooms.ts';
import { clock, newSecrets, temporaryFolder, writeVault, type Secrets } from '../support/vault-setting.ts';
import { readDiskTrace, tracingDisk, type DiskEvent } from './disk-trace.ts';
import { Acknowledged, holdSessions, lookIntoVault, type FoundVault } from './held-sessions.ts';
import { losses, TracedDisk, type Loss } from './traced-disk.ts';

/**
 * A take of which nothing was acknowledged yet may count as altered: a disk that kept the length of its file and not the
 * bytes has left what a crash of ours never leaves.
 */
const mayBeTold = ['recording-recovered', 'recording-altered'] as const;

/** Sessions as they were held in a traced process, from which any power cut can be replayed. */
export class TracedSessions {
  readonly #secrets: Secrets;
  readonly #events: readonly DiskEvent[];
  readonly #vault: string;
  readonly #folder: string;

  private constructor(secrets: Secrets, events: readonly DiskEvent[], vault: string, folder: string) {
    this.#secrets = secrets;
    this.#events = events;
    this.#vault = vault;
    this.#folder = folder;
  }

  /** @param takes how many recordings are made and settled in it. */
  static async hold(takes: number): Promise<TracedSessions> {
    const secrets = newSecrets();
    const folder = await mkdtemp(join(tmpdir(), 'sotto-power-'));
    const before = join(folder, 'before');
    await using live = await temporaryFolder();
    await using calls = await temporaryFolder();
    const vault = await writeVault(secrets, live.path);
    const { catalog } = await openRooms({ vault, notices: [] }, { kind: 'create', clock, progress: [] });
    catalog.close();
    vault.close();
    await (await TracedDisk.of(live.path)).write(before, losses[0]);
    await holdSessions({ secrets, folder: live.path }, new Acknowledged(), tracingDisk(calls.path), { takes });
    const events = await readDiskTrace(calls.path, live.path);
    return new TracedSessions(secrets, events, live.path, folder);
  }

  /**
   * Cuts the power right after each thing that was said, with all lost that is not synced, and at so many more moments,
   * evenly spread, with these losses by turns; opens what each cut leaves.
   */
  async cut(points: number, byTurns: readonly Loss[]): Promise<FoundVault[]> {
    const found: FoundVault[] = [];
    for (const [index, { kind }] of this.#events.entries()) {
      if (kind === 'said') found.push(await this.#cutAfter(index + 1, losses[0]));
    }
    for (let point = 1; point <= points; point += 1) {
      const loss = byTurns[point % byTurns.length] ?? losses[0];
      found.push(await this.#cutAfter(Math.floor((point * this.#events.length) / points), loss));
    }
    return found;
  }

  async #cutAfter(count: number, loss: Loss): Promise<FoundVault> {
    const disk = await TracedDisk.of(join(this.#folder, 'before'), this.#vault);
    const acknowledged = new Acknowledged();
    for (const event of this.#events.slice(0, count)) {
      disk.apply(event);
      if (event.kind === 'said') acknowledged.hear(event.line);
    }
    await using after = await temporaryFolder();
    await disk.write(after.path, loss);
    const held = { secrets: this.#secrets, folder: after.path };
    const { objections, ...found } = await lookIntoVault(held, acknowledged, mayBeTold);
    return { ...found, objections: objections.map((objection) => `${objection} (${loss}, after call ${count})`) };
  }

  [Symbol.asyncDispose](): Promise<void> {
    return rm(this.#folder, { recursive: true });
  }
}
