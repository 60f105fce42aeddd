import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { certificateText, retentionText } from '../../renderer/ui/text/retention-text.ts';
import type { RetentionLists } from '../../contract/retention.ts';
import { participantOf, recordingOf, sessionOf } from './support/fake-data.ts';
import { retentionOf } from './support/fake-retention.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const recorded = sessionOf(1, {
  participants: [participantOf(11, 'K-12')],
  recordings: [recordingOf(101, 1), recordingOf(102, 1)],
});
const hold = {
  subject: { kind: 'recording', id: recordingOf(101, 1).id },
  sinceMs: 1_700_000_000_000,
  words: { reason: 'A court has asked for it', by: 'Dr. Example' },
} as const;

async function openDue(retention: Partial<RetentionLists>) {
  const page = renderApp({ sessions: [recorded], retention });
  await page.user.click(await screen.findByRole('button', { name: /^Due/ }));
  await screen.findByRole('heading', { level: 1, name: en.due.title });
  return page;
}

describe('what is due', () => {
  it('is counted in the rail', async () => {
    await openDue({ dueNow: [retentionOf(101), retentionOf(102)] });
    expect(await screen.findByRole('button', { name: 'Due, 2 waiting' })).toBeDefined();
  });

  it('is counted also where there is more than a page lists, which the page says', async () => {
    await openDue({ dueNow: [retentionOf(101)], unlisted: { dueNow: 40, coming: 0, untilUsed: 0, held: 0 } });
    expect(await screen.findByRole('button', { name: 'Due, 41 waiting' })).toBeDefined();
    expect(screen.getByText(retentionText.unlisted(40))).toBeDefined();
  });

  it('is not destroyed before the question has been answered that names it', async () => {
    const { fake, user } = await openDue({ dueNow: [retentionOf(101)] });
    await user.click(await screen.findByRole('button', { name: retentionText.destroyOne }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(/K-12/)).toBeDefined();
    expect(fake.retention.destroyed).toEqual([]);
    await user.click(within(question).getByRole('button', { name: retentionText.destroyAct }));
    expect(fake.retention.destroyed).toEqual([[recordingOf(101, 1).id]]);
  });

  it('is destroyed in one go where several are selected, with one question that lists them', async () => {
    const { fake, user } = await openDue({ dueNow: [retentionOf(101), retentionOf(102), retentionOf(103)] });
    const boxes = await screen.findAllByRole('checkbox');
    for (const box of boxes.slice(0, 2)) await user.click(box);
    await user.click(screen.getByRole('button', { name: retentionText.destroySelected(2) }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getAllByRole('listitem')).toHaveLength(2);
    await user.click(within(question).getByRole('button', { name: retentionText.destroyAct }));
    expect(fake.retention.destroyed).toEqual([[recordingOf(101, 1).id, recordingOf(102, 1).id]]);
  });

  it('leads to the recording, to be listened to first', async () => {
    const { user } = await openDue({ dueNow: [retentionOf(101)] });
    await user.click(await screen.findByRole('button', { name: retentionText.goToRecording }));
    expect(await screen.findByRole('tab', { name: en.session.consent })).toBeDefined();
  });

  it('says that it is on hold where the vault refuses', async () => {
    const { fake, user } = await openDue({ dueNow: [retentionOf(101)] });
    fake.fail('retention.destroy', 'request/held');
    await user.click(await screen.findByRole('button', { name: retentionText.destroyOne }));
    await user.click(await screen.findByRole('button', { name: retentionText.destroyAct }));
    expect(await screen.findByText(/This is on hold/)).toBeDefined();
  });
});

describe('a hold', () => {
  it('is placed once it is said why, and by whom', async () => {
    const { fake, user } = await openDue({ coming: [retentionOf(101, { why: null })] });
    await user.click(await screen.findByRole('button', { name: retentionText.holdAct }));
    const dialog = await screen.findByRole('dialog');
    await user.type(within(dialog).getByRole('textbox', { name: retentionText.holdReason }), 'A court');
    await user.click(within(dialog).getByRole('button', { name: retentionText.holdAct }));
    expect(within(dialog).getByText(retentionText.holdMissing)).toBeDefined();
    await user.type(within(dialog).getByRole('textbox', { name: retentionText.holdBy }), 'Dr. Example');
    await user.click(within(dialog).getByRole('button', { name: retentionText.holdAct }));
    expect(fake.retention.holds).toEqual([{ reason: 'A court', by: 'Dr. Example' }]);
  });

  it('is shown with its words, offers no destruction, and is lifted after a question', async () => {
    const { fake, user } = await openDue({ held: [retentionOf(101, { holds: [hold], why: null })] });
    expect(await screen.findByText(retentionText.heldWhy(hold.words.reason, hold.words.by))).toBeDefined();
    expect(screen.queryByRole('button', { name: retentionText.destroyOne })).toBeNull();
    await user.click(screen.getByRole('button', { name: retentionText.lift }));
    expect(fake.calls).not.toContain('retention.liftHold');
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('button', { name: retentionText.lift }));
    expect(fake.calls).toContain('retention.liftHold');
  });

  it('stands in the place of the player where somebody wants the recording destroyed', async () => {
    const item = retentionOf(102, { holds: [hold], isToBeDestroyed: true });
    const { user } = renderApp({ sessions: [recorded], retention: { held: [item] } });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    expect(await screen.findByText(retentionText.waitsForHold)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
  });
});

it('what is kept until used is due once somebody says that it was', async () => {
  const { fake, user } = await openDue({ untilUsed: [retentionOf(101, { rule: 'after-use', why: null })] });
  await user.click(await screen.findByRole('button', { name: retentionText.markUsed }));
  expect(fake.calls).toContain('retention.markUsed');
});

it('the consent of a session says how long its recordings are kept', async () => {
  const { user } = renderApp({ sessions: [recorded], retention: { coming: [retentionOf(101, { why: null })] } });
  await user.click(await screen.findByRole('button', { name: /K-12/ }));
  await user.click(await screen.findByRole('tab', { name: en.session.consent }));
  expect(await screen.findByRole('heading', { name: retentionText.sectionTitle })).toBeDefined();
});

describe('a certificate', () => {
  const gone = {
    recordingId: recordingOf(101, 1).id,
    sessionId: recorded.id,
    beganAtMs: 1_700_000_000_000,
    destroyedAtMs: 1_700_000_100_000,
    isAutomatic: true,
  };

  it('is found by what was destroyed, says what cannot be promised, and is saved with its signature', async () => {
    const { fake, user } = await openDue({ destroyed: [gone] });
    await user.click(await screen.findByRole('button', { name: certificateText.act }));
    expect(await screen.findByRole('heading', { level: 1, name: certificateText.heading })).toBeDefined();
    expect(await screen.findByText(certificateText.notPromisedTexts['blocks-left-on-flash'])).toBeDefined();
    await user.click(screen.getByRole('button', { name: certificateText.json }));
    expect(fake.calls).toContain('certificates.save');
    expect((await screen.findAllByText(certificateText.saved)).length).toBeGreaterThan(0);
  });
});
