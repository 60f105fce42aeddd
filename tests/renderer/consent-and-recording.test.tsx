import { act, screen, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { stalledDisk, stalledMicrophone } from '../../renderer/ui/text/recording-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { retentionText } from '../../renderer/ui/text/retention-text.ts';
import { signalTexts } from '../../renderer/ui/text/signal-text.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { grantedConsent, participantOf, sessionOf, statusOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const button = (name: string) => screen.findByRole('button', { name });

async function openPrepared(more: Parameters<typeof renderApp>[0] = {}) {
  const session = sessionOf(1, { participants: [participantOf(11, 'K-12', { consent: grantedConsent })] });
  const page = renderApp({ sessions: [session], ...more });
  await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
  return page;
}

describe('the way to a recording', () => {
  it('leaves nothing behind when a new session is only looked at', async () => {
    const { fake, user } = renderApp();
    await user.click(await button('New session'));
    expect(await button('Start recording')).toHaveProperty('disabled', true);
    expect(screen.getByText(en.gate.noParticipants)).toBeDefined();
    expect(fake.calls).not.toContain('sessions.create');
  });

  it('holds Start recording with its reason in words until the one present has agreed', async () => {
    const { fake, user } = renderApp();
    await user.click(await button('New session'));
    await user.type(await screen.findByRole('textbox', { name: 'Code' }), 'K-12');
    await user.click(await button('Add participant'));
    expect(await screen.findByText(en.gate.consentMissing('K-12'))).toBeDefined();
    expect(await button('Start recording')).toHaveProperty('disabled', true);

    await user.click(await button('Ask for consent'));
    await screen.findByRole('heading', { level: 1, name: 'Agreement' });
    await user.click(await button('I agree'));
    expect(screen.getByRole('alert').textContent).toContain(en.agreement.purposeMissing);
    expect(screen.getByRole('alert').textContent).toContain(en.agreement.nameMissing);
    expect(fake.calls).not.toContain('consent.grant');

    await user.click(screen.getByRole('checkbox', { name: en.purposeTexts.supervision.name }));
    await user.type(screen.getByRole('textbox', { name: en.agreement.yourName }), 'A. Person');
    await user.click(await button('I agree'));
    await screen.findByText(en.newSession.mayStart);
    await user.click(await button('Start recording'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Recording' })).toBeDefined();
    expect(fake.calls).toContain('recordings.start');
  });

  it('shows what was agreed, in which language, before and without any recording', async () => {
    const { user } = await openPrepared();
    await user.click(await button(en.newSession.seeAgreed));
    const agreed = await screen.findByRole('tabpanel', { name: en.session.consent });
    expect(agreed.textContent).toContain(en.purposeTexts.supervision.name);
    expect(agreed.textContent).toContain(en.languageNames.en);
  });

  it('keeps the gate shut after a refusal and says that the session goes on', async () => {
    const { user } = renderApp({ sessions: [sessionOf(1, { participants: [participantOf(11, 'K-12')] })] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await user.click(await button('Ask for consent'));
    await user.click(await button('I do not agree'));
    expect(await screen.findByText(en.gate.consentRefused('K-12'))).toBeDefined();
    expect(screen.getByText(en.newSession.refusedHint)).toBeDefined();
    expect(await button('Start recording')).toHaveProperty('disabled', true);
  });

  it('shows the agreement anew when it has changed while it was read', async () => {
    const { fake, user } = renderApp({ sessions: [sessionOf(1, { participants: [participantOf(11, 'K-12')] })] });
    fake.fail('consent.grant', 'consent/agreement-changed');
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await user.click(await button('Ask for consent'));
    await user.click(await screen.findByRole('checkbox', { name: en.purposeTexts.supervision.name }));
    await user.type(screen.getByRole('textbox', { name: en.agreement.yourName }), 'A. Person');
    await user.click(await button('I agree'));
    await user.click(await button(en.agreement.loadAgain));
    expect(fake.calls.filter((call) => call === 'consent.getAgreement')).toHaveLength(2);
  });
});

describe('a recording that has just been begun', () => {
  async function beginSilently() {
    const page = await openPrepared();
    page.fake.startsSilently();
    await page.user.click(await button('Start recording'));
    await screen.findByRole('heading', { level: 1, name: en.recording.phases.starting });
    return page;
  }

  it('is called starting, and recording only when sound has come', async () => {
    const { fake } = await beginSilently();
    expect(screen.getByText(en.recording.startingExplained)).toBeDefined();
    act(() => fake.setState({ recording: null }));
    expect(screen.getByRole('heading', { level: 1, name: en.recording.phases.starting })).toBeDefined();
    act(() => fake.setStatus({ recordingId: fake.newestRecording(), phase: 'starting' }));
    expect(screen.getByRole('heading', { level: 1, name: en.recording.phases.starting })).toBeDefined();
    act(() => fake.setStatus({ phase: 'recording', elapsedMs: 500 }));
    expect(screen.getByRole('heading', { level: 1, name: 'Recording' })).toBeDefined();
    expect(document.title).toBe('Recording – Sotto');
  });

  it('leads back to where it can be started again when it fails before any sound', async () => {
    const { fake } = await beginSilently();
    act(() => fake.setStatus({ recordingId: fake.newestRecording(), phase: 'failed', error: 'capture/no-microphone' }));
    expect(await screen.findByRole('heading', { level: 1, name: /New session|Another recording/ })).toBeDefined();
    expect(screen.getByRole('alert').textContent).toContain('No microphone was found.');
  });
});

describe('a running recording', () => {
  it('has one Pause and one Stop recording in every place, in the status named Recording', async () => {
    const { user } = await openPrepared();
    await user.click(await button('Start recording'));
    expect(within(await screen.findByRole('status', { name: 'Recording' })).getByText('Pause')).toBeDefined();
    await user.click(within(screen.getByRole('navigation', { name: 'Places' })).getByText('Settings'));
    const bar = await screen.findByRole('status', { name: 'Recording' });
    await user.click(within(bar).getByRole('button', { name: 'Pause' }));
    expect(await within(bar).findByRole('button', { name: 'Resume' })).toBeDefined();
    expect(within(bar).getByText(en.recording.phases.paused)).toBeDefined();
  });

  it('is named by nothing on the lock screen, where it can be stopped', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    await user.keyboard('{Control>}l{/Control}');
    await screen.findByRole('heading', { level: 1, name: 'Locked' });
    expect(document.body.textContent).not.toContain('K-12');
    await user.click(await button('Stop recording'));
    expect(fake.calls).toContain('recordings.stop');
    expect(screen.queryByRole('status', { name: 'Recording' })).toBeNull();
  });

  it('shows what is saved and can be thrown away in its first minute only', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    act(() => fake.setStatus({ elapsedMs: 61_000, savedMs: 60_500 }));
    expect(await screen.findByText(en.recording.saved(60_500))).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Throw away' })).toBeNull();
    act(() => fake.setStatus({ elapsedMs: 30_000, savedMs: 29_500 }));
    await user.click(await button('Throw away'));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Throw away' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'New session' })).toBeDefined();
  });

  it.each(['no-signal', 'clipping', 'very-quiet'] as const)(
    'says that the sound is %s with what helps, and says it aloud once',
    async (warning) => {
      const { fake, user } = await openPrepared();
      await user.click(await button('Start recording'));
      act(() => fake.setStatus({ warning }));
      const said = await screen.findAllByText(signalTexts[warning].sentence);
      expect(said).toHaveLength(2);
      expect(said.filter((element) => element.closest('[aria-live="polite"]') !== null)).toHaveLength(1);
      act(() => fake.setStatus({ warning: null }));
      expect(document.querySelector('.signal-warning')).toBeNull();
    },
  );

  it('says whether the disk or the microphone keeps it waiting', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    act(() => fake.setStatus({ phase: 'stalled', elapsedMs: 20_000, savedMs: 12_000 }));
    expect(await screen.findByText(stalledDisk)).toBeDefined();
    act(() => fake.setStatus({ phase: 'stalled', elapsedMs: 20_000, savedMs: 20_000 }));
    expect(await screen.findByText(stalledMicrophone)).toBeDefined();
  });

  it('is called saved when it was stopped, and never when it failed', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    act(() => fake.setStatus({ phase: 'failed', error: 'storage/disk-full' }));
    await screen.findByRole('alert');
    expect(screen.queryByText(en.recording.endedWell)).toBeNull();
  });

  it('can be stopped while the view above it cannot be shown', async () => {
    vi.spyOn(console, 'error').mockImplementation(() => undefined);
    const broken = sessionOf(1, { createdAtMs: NaN, participants: [participantOf(11, 'K-12')] });
    const { fake, user } = renderApp({ sessions: [broken], state: { recording: statusOf() } });
    await screen.findByRole('heading', { level: 1, name: en.broken.title });
    expect(screen.getByRole('alert').textContent).toContain(errorTexts['internal/unexpected'].happened);
    await user.click(await button('Stop recording'));
    expect(fake.calls).toContain('recordings.stop');
    await user.click(within(screen.getByRole('navigation', { name: 'Places' })).getByText('Settings'));
    expect(await screen.findByRole('heading', { level: 1, name: 'Settings' })).toBeDefined();
  });

  it('says why it ended when it was not stopped', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    act(() => fake.setStatus({ phase: 'failed', error: 'capture/device-lost' }));
    expect((await screen.findByRole('alert')).textContent).toContain('The microphone was disconnected.');
  });
});

describe('the second asking', () => {
  it('follows Stop recording, notes Keep, and leaves the others as not asked', async () => {
    const { user } = await openPrepared();
    await user.click(await button('Start recording'));
    await user.click(await button('Stop recording'));
    await screen.findByRole('heading', { level: 1, name: en.after.heading });
    expect(screen.getByText(en.after.notAsked)).toBeDefined();
    await user.click(await button('Keep'));
    expect(await screen.findByText(en.after.kept)).toBeDefined();
    expect(screen.getByText(en.after.allKept)).toBeDefined();
  });

  it('destroys only after saying what that means', async () => {
    const { fake, user } = await openPrepared();
    await user.click(await button('Start recording'));
    await user.click(await button('Stop recording'));
    await user.click(await button('Destroy'));
    const dialog = await screen.findByRole('alertdialog', { name: en.after.destroyTitle });
    expect(dialog.textContent).toContain(en.after.destroyText);
    expect(dialog.textContent).toContain(en.after.destroyCopies);
    expect(fake.calls).not.toContain('recordings.answer');
    await user.click(within(dialog).getByRole('button', { name: 'Destroy' }));
    expect(await screen.findByRole('heading', { level: 1, name: en.after.destroyedTitle })).toBeDefined();
  });

  it('says so where a hold keeps what somebody wants destroyed, and offers them no Keep any more', async () => {
    const { user } = await openPrepared({ isHeld: true });
    await user.click(await button('Start recording'));
    await user.click(await button('Stop recording'));
    await user.click(await button('Destroy'));
    const dialog = await screen.findByRole('alertdialog', { name: en.after.destroyTitle });
    await user.click(within(dialog).getByRole('button', { name: 'Destroy' }));
    expect(await screen.findByText(retentionText.waitsForHold)).toBeDefined();
    expect(await screen.findByText(en.after.destroyed)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Keep' })).toBeNull();
  });
});
