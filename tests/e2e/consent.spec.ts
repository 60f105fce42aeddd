import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from '../support/app.ts';
import { someChoice } from '../support/chosen-terms.ts';
import { openByPort } from '../support/session-by-calls.ts';

test('a page taken over cannot start a recording that not everyone has agreed to', async ({ sotto, page }) => {
  expect(await openByPort(page, 'create')).toBeNull();
  const answers = await page.evaluate(async (choice) => {
    const { sessions, agreements, consent, recordings } = window.sotto;
    const session = await sessions.create();
    if (!session.ok) throw new Error(session.error.code);
    const sessionId = session.value.id;
    const alone = await recordings.start({ sessionId });
    const added = await sessions.addParticipant({
      sessionId,
      code: 'K 12',
      role: 'client',
      capacity: 'self',
      decision: 'own',
      forPersonIds: [],
      presence: 'here',
      place: null,
    });
    if (!added.ok) throw new Error(added.error.code);
    const personId = added.value.participants[0]?.personId ?? '';
    const withoutTerms = await recordings.start({ sessionId });
    await agreements.choose({ sessionId, choice });
    const notAsked = await recordings.start({ sessionId });
    const asked = { sessionId, personId, language: 'en' as const };
    const signature = { kind: 'typed' as const, name: 'K 12' };
    const textHash = '0'.repeat(64);
    const otherText = await consent.grant({ ...asked, textHash, purposes: ['supervision'], signature });
    const afterwards = await recordings.start({ sessionId });
    return { alone, withoutTerms, notAsked, otherText, afterwards };
  }, someChoice);
  expect(answers).toMatchObject({
    alone: { ok: true, value: { outcome: 'refused', reasons: [{ code: 'no-participants' }] } },
    withoutTerms: { ok: true, value: { outcome: 'refused', reasons: [{ code: 'agreement-missing' }] } },
    notAsked: { ok: true, value: { outcome: 'refused', reasons: [{ code: 'consent-missing' }] } },
    otherText: { ok: false, error: { code: 'consent/agreement-changed' } },
    afterwards: { ok: true, value: { outcome: 'refused', reasons: [{ code: 'consent-missing' }] } },
  });
  expect(await sotto.processesNamed('Sotto recorder')).toEqual([]);
  expect(sotto.electron.windows()).toHaveLength(1);
  const recordings = join(sotto.dataFolder, 'vault', 'recordings');
  expect(existsSync(recordings) ? readdirSync(recordings) : []).toEqual([]);
});
