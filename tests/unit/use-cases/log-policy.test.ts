import { expect, it } from 'vitest';
import { noPolicy, type Policy } from '../../../contract/policy.ts';
import { listLog } from '../../../main/use-cases/list-log.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';

const narrow: Policy = { standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 10 }, digest: 'a1'.repeat(32) };
const narrower: Policy = { ...narrow, lockAfterMinutes: { minimum: 1, maximum: 2 }, digest: 'b2'.repeat(32) };
const broken: Policy = { standing: 'unreadable', lockAfterMinutes: { minimum: 1, maximum: 1 }, digest: null };

function logged({ rooms: { log, vault } }: UseCaseSetting) {
  return log
    .events({ kind: 'vault', id: vault.vaultId })
    .flatMap(({ body }) => (body.kind === 'policy.applied' ? [body] : []));
}

it('a vault that never met a policy has nothing of one in its log', async () => {
  await using setting = await useCaseSetting();
  await setting.reopen(undefined, { policy: noPolicy });
  expect(logged(setting)).toEqual([]);
});

it('the log says at an unlock what policy counts when it is another than before, and when there is none any more', async () => {
  await using setting = await useCaseSetting();
  for (const policy of [narrow, narrow, narrower, broken, broken, noPolicy, noPolicy, narrow]) {
    await setting.reopen(undefined, { policy });
  }
  const kind = 'policy.applied';
  expect(logged(setting)).toEqual([narrow, narrower, broken, noPolicy, narrow].map((one) => ({ kind, ...one })));
});

it('another file that allows the same is another policy', async () => {
  await using setting = await useCaseSetting();
  await setting.reopen(undefined, { policy: narrow });
  await setting.reopen(undefined, { policy: { ...narrow, digest: 'c3'.repeat(32) } });
  expect(logged(setting)).toHaveLength(2);
});

it('is found in the log under what is about the vault, with its range', async () => {
  await using setting = await useCaseSetting();
  await setting.reopen(undefined, { policy: narrow });
  const filter = { groups: ['vault' as const], personId: null, sessionId: null, fromMs: null, untilMs: null };
  expect(listLog(setting.unlocked, { before: null, filter }).lines[0]).toMatchObject({
    kind: 'policy.applied',
    facts: { word: 'read', range: narrow.lockAfterMinutes },
  });
});
