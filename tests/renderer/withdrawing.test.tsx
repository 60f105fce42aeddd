import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import {
  grantedConsent,
  participantOf,
  recordingIdOf,
  recordingOf,
  sessionIdOf,
  sessionOf,
  statusOf,
} from './support/fake-data.ts';
import { withdrawalReceipt } from './support/fake-withdrawal.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const ann = participantOf(31, 'K-3', { consent: grantedConsent });
const asking = { recordingId: recordingIdOf(103), personId: ann.personId, code: 'K-3', answer: null };

async function openConsent(isRunning = false, isHeld = false) {
  const recording = recordingOf(103, 3, { state: isRunning ? 'recording' : 'complete' });
  const session = sessionOf(3, {
    participants: [ann],
    recordings: [recording],
    secondAskings: isRunning ? [] : [asking],
  });
  const status = statusOf({ recordingId: recording.id, sessionId: sessionIdOf(3) });
  const page = renderApp({ sessions: [session], isHeld, state: { recording: isRunning ? status : null } });
  await page.user.click(await screen.findByRole('button', { name: /K-3/ }));
  await page.user.click(await screen.findByRole('tab', { name: en.session.consent }));
  await page.user.click(await screen.findByRole('button', { name: en.withdrawal.act }));
  const question = await screen.findByRole('alertdialog', { name: en.withdrawal.title('K-3') });
  return { ...page, question };
}

describe('Withdraw consent', () => {
  it('says what it does not reach, and withdraws nothing when the person goes back', async () => {
    const { fake, user, question } = await openConsent();
    expect(question.textContent).toContain(en.withdrawal.notReached);
    await user.click(within(question).getByRole('button', { name: en.after.goBack }));
    expect(fake.withdrawals).toEqual([]);
  });

  it('keeps the newest recording unused unless something else is chosen', async () => {
    const { fake, user, question } = await openConsent();
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    await waitFor(() =>
      expect(fake.withdrawals).toEqual([
        { scope: 'recording', recordingId: recordingIdOf(103), effect: 'keep-unused' },
      ]),
    );
  });

  it('destroys everything when that is chosen', async () => {
    const { fake, user, question } = await openConsent();
    await user.click(within(question).getByText(en.withdrawal.all));
    await user.click(within(question).getByText(en.withdrawal.destroy));
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    await waitFor(() => expect(fake.withdrawals).toEqual([{ scope: 'all', effect: 'destroy' }]));
  });

  it.each([
    [false, en.withdrawal.done.done],
    [true, en.withdrawal.done['waits-for-hold']],
  ])('says what has come of it (on hold: %s)', async (isHeld, said) => {
    const { user, question } = await openConsent(false, isHeld);
    await user.click(within(question).getByText(en.withdrawal.destroy));
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    expect(await screen.findByText(said)).toBeDefined();
  });

  it('asks nothing about what exists when only what is to come is withdrawn', async () => {
    const { fake, user, question } = await openConsent();
    await user.click(within(question).getByText(en.withdrawal.future));
    expect(within(question).queryByText(en.withdrawal.effect)).toBeNull();
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    await waitFor(() => expect(fake.withdrawals).toEqual([{ scope: 'future' }]));
  });

  it('stops a running recording before it asks', async () => {
    const { fake, question } = await openConsent(true);
    expect(fake.calls).toContain('recordings.stop');
    expect(question.textContent).toContain(en.withdrawal.stopped);
    expect(fake.withdrawals).toEqual([]);
  });
});

describe('the receipts of a person', () => {
  it('say what was withdrawn and done, by code, for people and for machines', async () => {
    const { user, question } = await openConsent();
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    await user.click(await screen.findByRole('tab', { name: en.session.consent }));
    await user.click(await screen.findByRole('button', { name: en.receipts.act }));
    expect(await screen.findByRole('heading', { name: en.receipts.heading('K-3') })).toBeDefined();
    const receipt = screen.getByRole('article');
    expect(receipt.textContent).toContain(en.receipts.actions['kept-unused']);
    expect(receipt.textContent).toContain(en.receipts.notReachedTexts['copies-of-the-vault']);
    const json: unknown = JSON.parse(receipt.querySelector('pre')?.textContent ?? '');
    expect(json).toEqual(withdrawalReceipt);
  });
});

describe('a recording that is not to be used', () => {
  it('has no player, and says who withdrew and that it is kept', async () => {
    const { user, question } = await openConsent();
    await user.click(within(question).getByRole('button', { name: en.withdrawal.act }));
    await user.click(await screen.findByRole('tab', { name: en.session.listen }));
    expect(await screen.findByText(en.withdrawal.keptUnused)).toBeDefined();
    expect(screen.getByText(/^K-3 withdrew their consent on/)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
    expect(document.querySelector('audio')).toBeNull();
  });
});
