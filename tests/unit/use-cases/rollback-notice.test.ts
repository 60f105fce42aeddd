import { cp } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { seeRollback } from '../../../main/use-cases/rollback-notice.ts';
import { temporaryFolder } from '../../support/vault-setting.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

/** Both copies of the state are from some unlocks ago. */
async function rolledBack(): Promise<UseCaseSetting> {
  const setting = await useCaseSetting();
  await using aside = await temporaryFolder();
  await cp(setting.folder, aside.path, { recursive: true });
  for (let unlocks = 0; unlocks < 3; unlocks += 1) await setting.reopen();
  await setting.reopen(async () => {
    for (const name of ['state.a', 'state.b']) await cp(join(aside.path, name), join(setting.folder, name));
  });
  return setting;
}

function kinds({ rooms }: UseCaseSetting): string[] {
  const events = rooms.log.events({ kind: 'vault', id: rooms.vault.vaultId });
  return events.map(({ body }) => body.kind).filter((kind) => kind.startsWith('rollback.'));
}

describe('a possible rollback', () => {
  it('is told at every unlock until a person has seen it, and is in the log', async () => {
    await using setting = await rolledBack();
    expect(setting.rooms.notices).toEqual(['possible-rollback']);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual(['possible-rollback']);
    expect(kinds(setting)).toEqual(['rollback.noticed']);
    await seeRollback(setting.unlocked);
    await setting.reopen();
    expect(setting.rooms.notices).toEqual([]);
    expect(kinds(setting)).toEqual(['rollback.noticed', 'rollback.seen']);
  });

  it('is not seen where there is none', async () => {
    await using setting = await useCaseSetting();
    await seeRollback(setting.unlocked);
    expect(kinds(setting)).toEqual([]);
  });

  it('is told again when another is found', async () => {
    await using setting = await rolledBack();
    await seeRollback(setting.unlocked);
    await using aside = await temporaryFolder();
    await cp(setting.folder, aside.path, { recursive: true });
    for (let unlocks = 0; unlocks < 3; unlocks += 1) await setting.reopen();
    await setting.reopen(async () => {
      for (const name of ['state.a', 'state.b']) await cp(join(aside.path, name), join(setting.folder, name));
    });
    expect(setting.rooms.notices).toEqual(['possible-rollback']);
  });
});
