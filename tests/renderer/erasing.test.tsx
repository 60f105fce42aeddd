import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { personIdOf } from './support/fake-data.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { erasingText } from '../../renderer/ui/text/erasing-text.ts';
import { parseClock, preciseClock } from '../../renderer/ui/text/format.ts';
import { participantOf, recordingIdOf, recordingOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const asking = { recordingId: recordingIdOf(103), personId: personIdOf(31), code: 'K-3', answer: null };

async function openSession() {
  const session = sessionOf(3, {
    participants: [participantOf(31, 'K-3')],
    recordings: [recordingOf(103, 3)],
    secondAskings: [asking],
  });
  const page = renderApp({ sessions: [session] });
  await page.user.click(await screen.findByRole('button', { name: /K-3/ }));
  await screen.findByRole('button', { name: 'Play' });
  return page;
}

async function name({ user }: Awaited<ReturnType<typeof openSession>>, from: string, to: string) {
  await user.type(await screen.findByLabelText(erasingText.from), from);
  await user.type(screen.getByLabelText(erasingText.to), to);
  await user.click(screen.getByRole('button', { name: erasingText.act }));
}

describe('Erase a part', () => {
  it('asks once with the times and what is not reached, and erases nothing when the person goes back', async () => {
    const page = await openSession();
    await page.user.click(screen.getByRole('button', { name: erasingText.act }));
    await name(page, '1:05', '1:10.5');
    const question = await screen.findByRole('alertdialog', { name: erasingText.confirmTitle });
    expect(question.textContent).toContain('From 1:05 to 1:10.5');
    expect(question.textContent).toContain(erasingText.notReached);
    await page.user.click(within(question).getByRole('button', { name: en.after.goBack }));
    expect(page.fake.calls).not.toContain('recordings.erasePassage');
  });

  it('says of each time why it will not do', async () => {
    const page = await openSession();
    await page.user.click(screen.getByRole('button', { name: erasingText.act }));
    await name(page, 'soon', '99:00');
    expect(await screen.findByText(erasingText.unreadable)).toBeDefined();
    await page.user.clear(screen.getByLabelText(erasingText.from));
    await page.user.type(screen.getByLabelText(erasingText.from), '1:00');
    expect(await screen.findByText(erasingText.beyond(2_892_000))).toBeDefined();
    expect(screen.queryByRole('alertdialog')).toBeNull();
  });

  it('goes back to the session, which says what is silence now and plays from another address', async () => {
    const page = await openSession();
    await page.user.click(screen.getByRole('button', { name: erasingText.act }));
    await name(page, '1:05', '1:10');
    const question = await screen.findByRole('alertdialog');
    await page.user.click(within(question).getByRole('button', { name: erasingText.act }));
    expect(await screen.findByText(/^From 1:04.9 to 1:10 there is silence/)).toBeDefined();
    expect(document.querySelector('audio')?.getAttribute('src')).toBe(`recording://${recordingIdOf(103)}/1`);
  });

  it('asked for when asked again is the answer of that person, and waits for nothing more', async () => {
    const page = await openSession();
    await page.user.click(screen.getByRole('tab', { name: en.session.consent }));
    await page.user.click(screen.getByRole('button', { name: erasingText.act }));
    expect(await screen.findByRole('heading', { name: erasingText.heading('K-3') })).toBeDefined();
    expect(screen.queryByLabelText(erasingText.who)).toBeNull();
    await name(page, '0:01', '0:02');
    const question = await screen.findByRole('alertdialog');
    await page.user.click(within(question).getByRole('button', { name: erasingText.act }));
    expect(await screen.findByText(erasingText.partErased)).toBeDefined();
    expect(screen.getByText(erasingText.restKept)).toBeDefined();
  });

  it('can be what somebody withdraws', async () => {
    const { user } = await openSession();
    await user.click(screen.getByRole('tab', { name: en.session.consent }));
    await user.click(screen.getByRole('button', { name: en.withdrawal.act }));
    const question = await screen.findByRole('alertdialog');
    await user.click(within(question).getByRole('radio', { name: /^A part of the recording/ }));
    expect(within(question).queryByText(en.withdrawal.effect)).toBeNull();
    await user.click(within(question).getByRole('button', { name: erasingText.choosePart }));
    expect(await screen.findByRole('heading', { name: erasingText.heading('K-3') })).toBeDefined();
  });
});

describe('a time in a recording', () => {
  it.each([
    ['0:00', 0],
    ['7', 7000],
    ['1:05', 65_000],
    ['1:05.5', 65_500],
    ['1:00:00', 3_600_000],
    ['90:00', 5_400_000],
  ])('%s is read', (text, ms) => {
    expect(parseClock(text)).toBe(ms);
  });

  it.each(['', 'soon', '1:60', '-1', '1:2:3:4', '1.55'])('%j is not', (text) => {
    expect(parseClock(text)).toBeNull();
  });

  it('is read as it is written', () => {
    for (const ms of [0, 900, 59_900, 60_000, 3_661_100]) expect(parseClock(preciseClock(ms))).toBe(ms);
  });
});
