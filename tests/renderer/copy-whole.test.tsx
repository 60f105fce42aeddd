import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { fixedNowMs, recordingIdOf, sessionIdOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

async function openChecked() {
  const { fake, user } = renderApp();
  await user.click(await screen.findByRole('button', { name: 'Settings' }));
  await user.click(await screen.findByRole('button', { name: 'Check vault' }));
  await screen.findByRole('heading', { level: 1, name: 'Check vault' });
  expect(screen.queryByRole('button', { name: 'Copy what is whole' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Check vault' }));
  fake.check.state = { ...fake.check.state, phase: 'done', checked: 12, endedAtMs: fixedNowMs };
  await screen.findByRole('button', { name: 'Copy what is whole' });
  return { fake, user };
}

describe('copying what is whole', () => {
  it('shows how far it is, and what was left out when it is done', async () => {
    const { fake, user } = await openChecked();
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    expect(await screen.findByRole('progressbar', { name: 'Progress of the copy' })).toBeTruthy();
    fake.copy.state = { ...fake.copy.state, bytesDone: 50_000_000 };
    expect(await screen.findByText('50 of 200 MB')).toBeTruthy();
    fake.copy.state = {
      ...fake.copy.state,
      phase: 'done',
      recordings: 31,
      leftOutCount: 1,
      leftOut: [{ id: recordingIdOf(3), sessionId: sessionIdOf(1), codes: ['M-17', 'K-2'], beganAtMs: fixedNowMs }],
    };
    expect(await screen.findByText('The copy is made, with 31 recordings.')).toBeTruthy();
    expect(screen.getByText('The sound of 1 recording was left out:')).toBeTruthy();
    const list = screen.getByRole('list', { name: 'Recordings without sound in the copy' });
    expect(within(list).getByText(/^M-17 · K-2, /)).toBeTruthy();
    expect(screen.queryByText(/list of sessions could not be read/)).toBeNull();
  });

  it('begins nothing when no folder is chosen', async () => {
    const { fake, user } = await openChecked();
    fake.copy.choice = 'cancelled';
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    expect(fake.calls.at(-1)).toBe('copy.begin');
    expect(screen.queryByRole('progressbar')).toBeNull();
  });

  it('can be cancelled, and says that what was copied is gone', async () => {
    const { user } = await openChecked();
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    await user.click(await screen.findByRole('button', { name: 'Cancel the copy' }));
    expect(
      (await screen.findAllByText('The copy was cancelled. What had been copied was removed.')).length,
    ).toBeGreaterThan(0);
    expect(screen.getByRole('button', { name: 'Copy what is whole' })).toBeTruthy();
  });

  it('says why it was refused, and why it failed', async () => {
    const { fake, user } = await openChecked();
    fake.fail('copy.begin', 'vault/copy-in-vault');
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    expect(await screen.findByText('This folder is the vault’s own, or lies in it.')).toBeTruthy();
    fake.fail('copy.begin', null);
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    fake.copy.state = { ...fake.copy.state, phase: 'failed', error: 'vault/copy-unwritable' };
    expect(await screen.findByText('The copy could not be written to that folder.')).toBeTruthy();
  });

  it('says that the copy has no list of sessions, where that could not be read', async () => {
    const { fake, user } = await openChecked();
    await user.click(screen.getByRole('button', { name: 'Copy what is whole' }));
    fake.copy.state = { ...fake.copy.state, phase: 'done', recordings: 1, isIndexLeftOut: true };
    expect(await screen.findByText(/The list of sessions could not be read and is not in the copy/)).toBeTruthy();
  });
});
