import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { grantedConsent, participantOf, sessionOf, statusOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const ready = sessionOf(1, { participants: [participantOf(11, 'K-12', { consent: grantedConsent })] });

async function record() {
  const page = renderApp({ sessions: [ready] });
  await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
  await page.user.click(await screen.findByRole('button', { name: en.newSession.start }));
  await screen.findByRole('heading', { level: 1, name: en.recording.phases.recording });
  return page;
}

async function showSign() {
  const page = await record();
  await page.user.click(screen.getByRole('button', { name: en.sign.show }));
  await screen.findByRole('button', { name: en.sign.hide });
  return page;
}

describe('the recording sign', () => {
  it('says that it records and for how long, names nobody, and has Pause and Stop in reach', async () => {
    const { fake, user } = await showSign();
    act(() => fake.setStatus({ elapsedMs: 65_000 }));
    expect(screen.getByRole('heading', { level: 1, name: 'Recording' })).toBe(document.activeElement);
    expect(screen.getByRole('timer', { name: en.recording.elapsed }).textContent).toBe('1:05');
    expect(document.body.textContent).not.toContain('K-12');
    expect(screen.queryByRole('navigation')).toBeNull();
    const bar = within(screen.getByRole('status', { name: en.recording.status }));
    await user.click(bar.getByRole('button', { name: en.recording.pause }));
    expect(await screen.findByRole('heading', { level: 1, name: en.sign.paused })).toBeDefined();
    expect(bar.getByRole('button', { name: en.recording.stop })).toBeDefined();
  });

  it('names nobody who is about to be destroyed either', async () => {
    const { fake } = await showSign();
    await act(async () => {
      await fake.api.recordings.delete({ recordingId: fake.newestRecording() });
      fake.setStatus({ elapsedMs: 1000 });
    });
    expect(document.body.textContent).not.toContain('K-12');
  });

  it('is left with Escape, and with its own button', async () => {
    const { user } = await showSign();
    await user.keyboard('{Escape}');
    const show = await screen.findByRole('button', { name: en.sign.show });
    await user.click(show);
    await user.click(await screen.findByRole('button', { name: en.sign.hide }));
    expect(await screen.findByRole('button', { name: en.sign.show })).toBeDefined();
  });

  it('gives way to the second asking once the recording has stopped', async () => {
    const { user } = await showSign();
    await user.click(screen.getByRole('button', { name: en.recording.stop }));
    expect(await screen.findByRole('heading', { level: 1, name: en.after.heading })).toBeDefined();
  });

  it('is there from the start where that was chosen', async () => {
    const page = renderApp({ sessions: [ready] });
    await page.user.click(await screen.findByRole('button', { name: en.shell.settings }));
    await page.user.click(await screen.findByRole('checkbox', { name: en.sign.sign }));
    await page.user.click(screen.getByRole('button', { name: en.shell.sessions }));
    await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
    await page.user.click(await screen.findByRole('button', { name: en.newSession.start }));
    expect(await screen.findByRole('button', { name: en.sign.hide })).toBeDefined();
  });

  it('does not keep a recording from starting when the settings cannot be read', async () => {
    const page = renderApp({ sessions: [ready] });
    await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
    page.fake.fail('settings.get', 'vault/index-damaged');
    await page.user.click(await screen.findByRole('button', { name: en.newSession.start }));
    expect(await screen.findByRole('button', { name: en.sign.show })).toBeDefined();
  });

  it('shows the warning that nothing is heard', async () => {
    const { fake } = await showSign();
    act(() => fake.setStatus({ warning: 'no-signal' }));
    await waitFor(() => expect(document.querySelector('.signal-warning')).not.toBeNull());
  });
});

it('a lock takes the sign away with all else, and the bar stays', async () => {
  const { fake } = await showSign();
  act(() => fake.setState({ phase: 'locked', recording: statusOf() }));
  expect(await screen.findByRole('heading', { level: 1, name: en.locked.title })).toBeDefined();
  expect(screen.getByRole('status', { name: en.recording.status })).toBeDefined();
});
