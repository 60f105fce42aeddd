import { act, screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { RecordingStatus } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { spokenText } from '../../renderer/ui/text/spoken-consent-text.ts';
import { participantOf, recordingIdOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const button = (name: string) => screen.findByRole('button', { name });
const speaking: Partial<RecordingStatus> = {
  takeKind: 'spoken-consent',
  recordingId: recordingIdOf(900),
  sessionId: sessionOf(1).id,
  elapsedMs: 7000,
};

/** The agreement, one purpose ticked, and the microphone open. */
async function begun() {
  const page = renderApp({ sessions: [sessionOf(1, { participants: [participantOf(11, 'K-12')] })] });
  await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
  await page.user.click(await button(en.newSession.ask));
  await page.user.click(await screen.findByRole('tab', { name: spokenText.way }));
  await page.user.click(screen.getByRole('checkbox', { name: en.purposeTexts.supervision.name }));
  await page.user.click(await button(spokenText.begin));
  act(() => page.fake.setStatus({ ...speaking, phase: 'recording' }));
  return page;
}

describe('agreeing aloud', () => {
  it('shows what to say once something is ticked, and cannot begin before', async () => {
    const { user } = renderApp({ sessions: [sessionOf(1, { participants: [participantOf(11, 'K-12')] })] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await user.click(await button(en.newSession.ask));
    await user.click(await screen.findByRole('tab', { name: spokenText.way }));
    expect(await button(spokenText.begin)).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('checkbox', { name: en.purposeTexts.supervision.name }));
    expect(screen.getByText(spokenText.sentence(en.purposeTexts.supervision.name))).toBeDefined();
    expect(await button(spokenText.begin)).toHaveProperty('disabled', false);
  });

  it('is shown here alone: no bar of a recording, and no second asking after it', async () => {
    const { fake } = await begun();
    expect(screen.queryByRole('status', { name: en.recording.status })).toBeNull();
    act(() => fake.setStatus({ ...speaking, phase: 'ended' }));
    expect(screen.getByRole('heading', { level: 1, name: en.agreement.title })).toBeDefined();
  });

  it('grants with the recording that was made', async () => {
    const { fake, user } = await begun();
    act(() => fake.setStatus({ ...speaking, phase: 'ended' }));
    expect(screen.getAllByText(spokenText.recorded(7000))).toHaveLength(2);
    await user.click(await button(en.agreement.agree));
    await screen.findByText(en.newSession.mayStart);
    expect(fake.sessions[0]?.participants[0]?.consent).toMatchObject({ spokenIn: recordingIdOf(900) });
  });

  it('wants the sentence to its end, and for what is ticked now', async () => {
    const { fake, user } = await begun();
    await user.click(await button(en.agreement.agree));
    expect(screen.getByRole('alert').textContent).toContain(spokenText.stillSpeaking);
    act(() => fake.setStatus({ ...speaking, phase: 'ended' }));
    await user.click(screen.getByRole('checkbox', { name: en.purposeTexts.research.name }));
    expect(screen.getByRole('alert').textContent).toContain(spokenText.otherPurposes);
    expect(fake.calls).not.toContain('consent.grant');
  });

  it('leaves nothing behind when another way is taken, or the page is left', async () => {
    const { fake, user } = await begun();
    await user.click(screen.getByRole('tab', { name: en.agreement.typed }));
    expect(fake.calls.filter((call) => call === 'consent.discardSpoken')).toHaveLength(1);
    await user.click(screen.getByRole('tab', { name: spokenText.way }));
    await user.click(await button(spokenText.begin));
    await user.click(await button(en.common.back));
    expect(fake.calls.filter((call) => call === 'consent.discardSpoken')).toHaveLength(2);
  });

  it('says why it failed, and can be begun again', async () => {
    const { fake } = await begun();
    act(() => fake.setStatus({ ...speaking, phase: 'failed', error: 'capture/device-lost' }));
    expect(screen.getByRole('alert')).toBeDefined();
    expect(await button(spokenText.again)).toHaveProperty('disabled', false);
  });
});
