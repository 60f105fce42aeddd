import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { participantOf, personIdOf, recordingIdOf, recordingOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const recorded = sessionOf(1, {
  participants: [participantOf(11, 'K-12')],
  recordings: [recordingOf(101, 1)],
  secondAskings: [{ recordingId: recordingIdOf(101), personId: personIdOf(11), code: 'K-12', answer: null }],
});
const recovered = sessionOf(2, {
  participants: [participantOf(21, 'K-07')],
  recordings: [recordingOf(102, 2, { state: 'recovered', durationMs: 61_000 })],
});

describe('the list of sessions', () => {
  it('is ready to be searched, and says recovered in words', async () => {
    const { user } = renderApp({ sessions: [recorded, recovered] });
    const search = await screen.findByRole('searchbox', { name: 'Search' });
    expect(document.activeElement).toBe(search);
    expect(await screen.findByText(/1 min 1 s, recovered/)).toBeDefined();
    await user.keyboard('K-07');
    expect(await screen.findByText(en.sessions.found(1))).toBeDefined();
    expect(screen.queryByText('K-12')).toBeNull();
  });

  it('shows what opening the vault noticed until it is dismissed', async () => {
    const { user } = renderApp({ state: { notices: ['index-older'] } });
    expect(await screen.findByText(en.noticeTexts['index-older'])).toBeDefined();
    await user.click(screen.getByRole('button', { name: en.common.dismiss }));
    expect(screen.queryByText(en.noticeTexts['index-older'])).toBeNull();
  });

  it('shows a possible rollback until somebody says that they have seen it, which the log hears', async () => {
    const { fake, user } = renderApp({ state: { notices: ['possible-rollback', 'index-older'] } });
    await screen.findByText(en.noticeTexts['possible-rollback']);
    await user.click(screen.getByRole('button', { name: en.common.dismiss }));
    expect(screen.getByText(en.noticeTexts['possible-rollback'])).toBeDefined();
    fake.fail('log.seeRollback', 'storage/disk-full');
    await user.click(screen.getByRole('button', { name: en.sessions.rollbackSeen }));
    await screen.findByRole('alert');
    fake.fail('log.seeRollback', null);
    await user.click(screen.getByRole('button', { name: en.sessions.rollbackSeen }));
    expect(fake.calls).toContain('log.seeRollback');
    expect(screen.queryByText(en.noticeTexts['possible-rollback'])).toBeNull();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
  });

  it('names the place in the window title and never a code', async () => {
    const { user } = renderApp({ sessions: [recorded] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await screen.findByRole('slider', { name: 'Position' });
    expect(document.title).toBe('Session – Sotto');
  });
});

describe('listening', () => {
  async function openPlayer() {
    const page = renderApp({ sessions: [recorded] });
    await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
    const slider = await screen.findByRole('slider', { name: 'Position' });
    return { ...page, slider };
  }

  it('plays through the recording scheme by id only', async () => {
    await openPlayer();
    expect(document.querySelector('audio')?.getAttribute('src')).toBe(`recording://${recordingIdOf(101)}/`);
  });

  it('is worked by keyboard alone: space, arrows, home and end', async () => {
    const { user, slider } = await openPlayer();
    act(() => slider.focus());
    await user.keyboard(' ');
    expect(await screen.findByRole('button', { name: 'Pause' })).toBeDefined();
    await user.keyboard(' ');
    expect(await screen.findByRole('button', { name: 'Play' })).toBeDefined();
    await user.keyboard('{ArrowRight}{ArrowRight}{ArrowLeft}');
    expect(slider).toHaveProperty('value', '5');
    await user.keyboard('{End}');
    expect(slider).toHaveProperty('value', '2892');
    await user.keyboard('{Home}');
    expect(slider).toHaveProperty('value', '0');
  });

  it('skips, and tells a screen reader the time only when the person moves', async () => {
    const { user, slider } = await openPlayer();
    await user.click(screen.getByRole('button', { name: 'Skip forward' }));
    expect(slider.getAttribute('aria-valuetext')).toBe(en.player.positionSpoken(15_000, 2_892_000));
    const audio = document.querySelector('audio');
    act(() => {
      if (audio === null) return;
      audio.currentTime = 40;
      audio.dispatchEvent(new Event('timeupdate'));
    });
    expect(slider).toHaveProperty('value', '40');
    expect(slider.getAttribute('aria-valuetext')).toBe(en.player.positionSpoken(15_000, 2_892_000));
  });

  it('says what to do where the sound is damaged, and plays on after a step past it', async () => {
    const load = vi.spyOn(HTMLMediaElement.prototype, 'load').mockImplementation(() => undefined);
    const { user, slider } = await openPlayer();
    act(() => void document.querySelector('audio')?.dispatchEvent(new Event('error')));
    expect((await screen.findByRole('alert')).textContent).toContain(en.player.failed.todo);
    act(() => slider.focus());
    await user.keyboard('{PageUp}');
    expect(load).toHaveBeenCalledOnce();
    expect(screen.queryByRole('alert')).toBeNull();
    expect(slider).toHaveProperty('value', '60');
  });

  it('says of an altered recording what that means, and leaves out a waveform that cannot be read', async () => {
    const altered = sessionOf(3, {
      participants: [participantOf(31, 'K-3')],
      recordings: [recordingOf(103, 3, { state: 'altered' })],
    });
    const { fake, user } = renderApp({ sessions: [altered] });
    fake.fail('recordings.waveform', 'integrity/chunk-unauthentic');
    await user.click(await screen.findByRole('button', { name: /K-3/ }));
    expect(await screen.findByText(en.recordingStateTexts.altered)).toBeDefined();
    expect(await screen.findByText(en.session.noWaveform)).toBeDefined();
  });

  it('gives the focus back after a question, and to the news when a recording is destroyed', async () => {
    const { user } = await openPlayer();
    await user.click(screen.getByRole('tab', { name: en.session.consent }));
    const destroy = await screen.findByRole('button', { name: 'Destroy' });
    await user.click(destroy);
    await user.click(await screen.findByRole('button', { name: en.after.goBack }));
    await waitFor(() => expect(document.activeElement).toBe(destroy));
    await user.click(destroy);
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Destroy' }));
    await waitFor(() => expect(document.activeElement?.textContent).toContain(en.after.destroyCopies));
  });

  it('asks later who was not asked after the session', async () => {
    const { user } = await openPlayer();
    await user.click(await screen.findByRole('button', { name: en.session.askNow }));
    await user.click(await screen.findByRole('button', { name: 'Keep' }));
    expect(await screen.findByText(en.after.kept)).toBeDefined();
  });
});

describe('settings', () => {
  it('save the sound quality when it is chosen', async () => {
    const { fake, user } = renderApp();
    const places = await screen.findByRole('navigation', { name: 'Places' });
    await user.click(within(places).getByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByRole('radio', { name: /Clear/ }));
    expect(await screen.findByRole('radio', { name: /Clear/ })).toHaveProperty('checked', true);
    expect(fake.calls).toContain('settings.set');
  });

  it('list the microphones that a check has found, and end the check when left', async () => {
    const { fake, user } = renderApp();
    const places = await screen.findByRole('navigation', { name: 'Places' });
    await user.click(within(places).getByRole('button', { name: 'Settings' }));
    await user.click(await screen.findByRole('button', { name: en.microphone.check }));
    act(() =>
      fake.emit('microphoneCheck', {
        phase: 'listening',
        level: { peak: 0.5, rms: 0.2 },
        microphones: [{ label: 'Desk microphone', isDefault: true }],
        current: 'Desk microphone',
        test: 'none',
        error: null,
      }),
    );
    expect(screen.getByRole('meter', { name: 'Level' }).getAttribute('aria-valuetext')).toBe(en.level.good);
    await user.click(within(places).getByRole('button', { name: 'Sessions' }));
    expect(fake.calls).toContain('microphone.dropTest');
  });
});
