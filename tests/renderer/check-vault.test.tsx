import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import type { DamagedRecording } from '../../contract/vault-check.ts';
import { fixedNowMs, recordingIdOf, sessionIdOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const recording: DamagedRecording = {
  id: recordingIdOf(3),
  sessionId: sessionIdOf(1),
  codes: ['M-17', 'K-2'],
  beganAtMs: fixedNowMs,
  durationMs: 3_000_000,
  playableMs: 2_520_000,
};

async function openCheck() {
  const { fake, user } = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  await user.click(await screen.findByRole('button', { name: 'Check vault' }));
  await screen.findByRole('heading', { level: 1, name: 'Check vault' });
  return { fake, user };
}

describe('checking the vault', () => {
  it('shows how far it is, can be cancelled, and goes on from there', async () => {
    const { fake, user } = await openCheck();
    await user.click(screen.getByRole('button', { name: 'Check vault' }));
    expect(await screen.findByRole('progressbar', { name: 'Progress' })).toBeTruthy();
    fake.check.state = { ...fake.check.state, bytesDone: 50_000_000 };
    expect(await screen.findByText('50 of 200 MB')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Cancel' }));
    expect(await screen.findByText('The check is stopped.')).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Go on with the check' }));
    expect(await screen.findByRole('button', { name: 'Cancel' })).toBeTruthy();
  });

  it('says that everything is whole', async () => {
    const { fake, user } = await openCheck();
    await user.click(screen.getByRole('button', { name: 'Check vault' }));
    fake.check.state = { ...fake.check.state, phase: 'done', checked: 1200, endedAtMs: fixedNowMs };
    expect(await screen.findByText('Everything is whole. 1,200 things were looked at.')).toBeTruthy();
  });

  it('says what is damaged, and what of it still plays', async () => {
    const { fake, user } = await openCheck();
    await user.click(screen.getByRole('button', { name: 'Check vault' }));
    fake.check.state = {
      ...fake.check.state,
      phase: 'done',
      checked: 12,
      damagedCount: 3,
      damages: [
        { what: 'sound', recording },
        { what: 'levels', recording: { ...recording, playableMs: null } },
        { what: 'copy', name: 'slots.b' },
      ],
      endedAtMs: fixedNowMs,
    };
    await screen.findByText('3 things are not whole, of 12 that were looked at.');
    const list = within(screen.getByRole('list', { name: 'What is not whole' }));
    expect(list.getByText('Of 50 min, 42 min can be vouched for and still play.')).toBeTruthy();
    expect(list.getByText('Its waveform is damaged. All of its sound plays.')).toBeTruthy();
    expect(list.getByText('One of two copies: slots.b')).toBeTruthy();
    await waitFor(() => expect(list.getAllByRole('button', { name: /^Go to session/ })).toHaveLength(2));
  });
});
