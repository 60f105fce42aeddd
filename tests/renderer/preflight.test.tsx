import { act, screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { MicrophoneCheck } from '../../contract/recording.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { soundText } from '../../renderer/ui/text/sound-text.ts';
import { statusOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const level = { peak: 0.5, rms: 0.2 };
const listening: MicrophoneCheck = {
  phase: 'listening',
  level,
  microphones: [
    { label: 'Desk', isDefault: true },
    { label: 'Calls', isDefault: false },
  ],
  current: 'Desk',
  test: 'none',
  error: null,
};

async function openNewSession() {
  const page = renderApp();
  await page.user.click(await screen.findByRole('button', { name: en.sessions.newSession }));
  await screen.findByRole('region', { name: soundText.checks });
  return page;
}

async function check(check: MicrophoneCheck) {
  const page = await openNewSession();
  await page.user.click(screen.getByRole('button', { name: en.microphone.check }));
  act(() => page.fake.emit('microphoneCheck', check));
  return page;
}

function line(name: keyof typeof soundText.names): HTMLElement {
  const lines = within(screen.getByRole('region', { name: soundText.checks })).getAllByRole('listitem');
  const found = lines.find((item) => item.querySelector('.check-name')?.textContent === soundText.names[name]);
  if (found === undefined) throw new Error('there is no such line');
  return found;
}

describe('before a recording', () => {
  it('the page says how much fits on the disk and on what the computer runs', async () => {
    await openNewSession();
    expect((await screen.findByText(/3 h 20 min left on this disk/)).textContent).toBeDefined();
    expect(line('power').textContent).toContain(soundText.mains);
  });

  it('a state is told in words and not by a sign alone', async () => {
    await openNewSession();
    expect(line('microphone').textContent).toContain(soundText.notKnown);
    await screen.findByText(/3 h 20 min left/);
    expect(line('disk').textContent).toContain(soundText.good);
  });

  it('a check that has ended can be played, and is told so', async () => {
    const { fake, user } = await check(listening);
    expect(screen.queryByRole('button', { name: soundText.play })).toBeNull();
    act(() => fake.emit('microphoneCheck', { ...listening, phase: 'ended', level: { peak: 0, rms: 0 }, test: 'kept' }));
    expect(screen.getByText(`${en.microphone.heard} ${soundText.kept}`)).toBeDefined();
    await user.click(screen.getByRole('button', { name: soundText.play }));
    expect(fake.calls).toContain('microphone.playTest');
    act(() => fake.emit('microphoneCheck', { ...listening, phase: 'ended', test: 'playing' }));
    expect(screen.getByRole('button', { name: soundText.playing })).toBeDefined();
    act(() => fake.emit('microphoneCheck', { ...listening, phase: 'ended', test: 'none' }));
    expect(screen.queryByRole('button', { name: soundText.play })).toBeNull();
  });

  it('a test that has gone takes no focus with it', async () => {
    const { fake, user } = await check({ ...listening, phase: 'ended', test: 'kept' });
    await user.click(screen.getByRole('button', { name: soundText.play }));
    act(() => fake.emit('microphoneCheck', { ...listening, phase: 'ended', test: 'none' }));
    expect(document.activeElement).toBe(screen.getByRole('button', { name: en.microphone.check }));
  });

  it('what was heard is dropped when the page is left', async () => {
    const { fake, user } = await check({ ...listening, phase: 'ended', test: 'kept' });
    expect(fake.calls).not.toContain('microphone.dropTest');
    await user.click(within(screen.getByRole('navigation', { name: 'Places' })).getByText('Sessions'));
    expect(fake.calls).toContain('microphone.dropTest');
  });

  it('silence in a check is said', async () => {
    const silent = { ...listening, level: { peak: 0, rms: 0 } };
    const { fake } = await check(silent);
    act(() => fake.emit('microphoneCheck', { ...silent, phase: 'ended', test: 'kept' }));
    expect(screen.getByText(en.microphone.heardNothing)).toBeDefined();
    expect(line('sound').textContent).toContain(soundText.nothingHeard);
  });

  it('a microphone that another application holds is told from one that is not there', async () => {
    const { fake } = await check({ ...listening, phase: 'opening', current: '', microphones: [] });
    act(() =>
      fake.emit('microphoneCheck', {
        ...listening,
        phase: 'failed',
        current: '',
        microphones: [],
        error: 'capture/microphone-busy',
      }),
    );
    expect(screen.getByRole('alert').textContent).toContain(errorTexts['capture/microphone-busy'].happened);
  });
});

describe('a session by phone or video', () => {
  it('has the computer’s sound chosen by name among the other inputs, and then echo cancellation', async () => {
    const { fake, user } = await check({ ...listening, phase: 'ended' });
    expect(screen.queryByRole('checkbox', { name: soundText.echo })).toBeNull();
    await user.click(screen.getByRole('combobox', { name: soundText.computer }));
    expect(screen.queryByRole('option', { name: 'Desk' })).toBeNull();
    await user.click(screen.getByRole('option', { name: 'Calls' }));
    const echo = await screen.findByRole('checkbox', { name: soundText.echo });
    expect(echo).toHaveProperty('checked', false);
    await user.click(echo);
    expect(await screen.findByRole('checkbox', { name: soundText.echo })).toHaveProperty('checked', true);
    const kept = await fake.api.settings.get();
    expect(kept).toMatchObject({ value: { computerSound: 'Calls', echoCancellation: true } });
  });

  it('shows a level for each side while checking and while recording', async () => {
    const { fake } = await check({ ...listening, computerLevel: { peak: 0.9, rms: 0.3 } });
    expect(screen.getByRole('meter', { name: en.level.label })).toBeDefined();
    expect(screen.getByRole('meter', { name: soundText.computerLevel })).toBeDefined();
    act(() => fake.emit('microphoneCheck', { ...listening, computerLevel: null }));
    expect(screen.getByText(soundText.computerMissingWord)).toBeDefined();
  });

  it('says when the computer’s sound is missing or another microphone is heard, and says it aloud once', async () => {
    const { fake, user } = renderApp({ state: { recording: statusOf({ computerLevel: level }) } });
    await user.click(await screen.findByRole('button', { name: en.recording.show }));
    expect(await screen.findByRole('meter', { name: soundText.computerLevel })).toBeDefined();
    act(() => fake.setStatus({ computerLevel: null }));
    expect(screen.getAllByText(soundText.computerMissing)).toHaveLength(2);
    act(() => fake.setStatus({ computerLevel: level, isOtherMicrophone: true }));
    expect(screen.getAllByText(soundText.otherMicrophone)).toHaveLength(2);
    act(() => fake.setStatus({ computerLevel: level, isOtherMicrophone: false }));
    expect(document.querySelector('.signal-warning')).toBeNull();
  });
});
