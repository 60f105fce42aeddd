import { act, screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { participantOf, recordingOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

async function openSession() {
  const session = sessionOf(3, { participants: [participantOf(31, 'K-3')], recordings: [recordingOf(103, 3)] });
  const page = renderApp({ sessions: [session] });
  await page.user.click(await screen.findByRole('button', { name: /K-3/ }));
  await screen.findByRole('button', { name: 'Play' });
  return page;
}

describe('Delete recording', () => {
  it('asks once, and deletes nothing when the person goes back', async () => {
    const { fake, user } = await openSession();
    await user.click(screen.getByRole('button', { name: 'Delete recording' }));
    const question = await screen.findByRole('alertdialog', { name: en.deletion.recordingTitle });
    expect(question.textContent).toContain(en.deletion.undoHint);
    await user.click(within(question).getByRole('button', { name: en.after.goBack }));
    expect(fake.calls).not.toContain('recordings.delete');
  });

  it('takes the player away at once, and puts the focus on Undo', async () => {
    const { user } = await openSession();
    await user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete recording' }));
    expect(await screen.findByText(en.deletion.recordingWaits)).toBeDefined();
    expect(screen.queryByRole('button', { name: 'Play' })).toBeNull();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('button', { name: 'Undo' })));
  });

  it('gives the player back when it is undone, and says so', async () => {
    const { user } = await openSession();
    await user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete recording' }));
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(await screen.findByRole('button', { name: 'Play' })).toBeDefined();
    expect(await screen.findByText(en.deletion.undone, { exact: true })).toBeDefined();
    expect(screen.queryByRole('region', { name: en.deletion.label })).toBeNull();
  });
});

describe('Delete session', () => {
  it('goes back to the sessions, where it can be undone', async () => {
    const { fake, user } = await openSession();
    await user.click(screen.getByRole('button', { name: 'Delete session' }));
    const question = await screen.findByRole('alertdialog', { name: en.deletion.sessionTitle });
    await user.click(within(question).getByRole('button', { name: 'Delete session' }));
    expect(await screen.findByRole('heading', { name: en.sessions.title })).toBeDefined();
    await user.click(await screen.findByRole('button', { name: 'Undo' }));
    expect(fake.calls).toContain('deletions.undo');
  });
});

describe('what waits to be destroyed', () => {
  it('is shown after an unlock too, and does not take the focus then', async () => {
    const { fake, user } = await openSession();
    await user.click(screen.getByRole('button', { name: 'Delete recording' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete recording' }));
    await screen.findByRole('button', { name: 'Undo' });
    act(() => fake.setState({ phase: 'locked' }));
    expect(screen.queryByRole('button', { name: 'Undo' })).toBeNull();
    act(() => fake.setState({ phase: 'unlocked' }));
    const undo = await screen.findByRole('button', { name: 'Undo' });
    expect(document.activeElement).not.toBe(undo);
  });
});
