import { describe, expect, it } from 'vitest';
import { newSecrets } from '../../support/vault-setting.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';

const secrets = newSecrets();

describe('an unlock', () => {
  it('logs how often it was tried in vain before, and when, ahead of itself', async () => {
    await using setting = await useCaseSetting(secrets);
    const failedTries = { count: 5, firstAtMs: 1000, lastAtMs: 2000 };
    await setting.reopen(undefined, { failedTries });
    const events = setting.rooms.log.events({ kind: 'vault', id: setting.rooms.vault.vaultId });
    expect(events.map(({ body }) => body)).toEqual([
      expect.objectContaining({ kind: 'vault.created' }),
      { kind: 'unlock.failed-before', ...failedTries },
      expect.objectContaining({ kind: 'vault.unlocked' }),
    ]);
  });

  it('says nothing of tries when there were none', async () => {
    await using setting = await useCaseSetting(secrets);
    await setting.reopen();
    const events = setting.rooms.log.events({ kind: 'vault', id: setting.rooms.vault.vaultId });
    expect(events.map(({ body }) => body.kind)).toEqual(['vault.created', 'vault.unlocked']);
  });
});
