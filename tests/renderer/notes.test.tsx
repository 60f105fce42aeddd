import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { fixedNowMs, notesOf, participantOf, recordingOf, sessionIdOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const sessionId = sessionIdOf(1);
const button = (name: string) => screen.findByRole('button', { name });
const field = () => screen.findByRole('textbox', { name: en.notes.field });
const state = () => screen.getByRole('status', { name: en.notes.status }).textContent;

async function openNoted(more: Parameters<typeof notesOf>[0] = {}) {
  const session = sessionOf(1, { participants: [participantOf(11, 'K-12')], hasNotes: true });
  const notes = notesOf({ version: 1, savedAtMs: fixedNowMs, text: '# Before', ...more });
  const page = renderApp({ sessions: [session], notes: { [sessionId]: notes } });
  await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
  return page;
}

describe('notes only', () => {
  it('is one press away on a session that nobody was added to, and ready to be typed in', async () => {
    const { fake, user } = renderApp();
    await user.click(await button('New session'));
    await user.click(await button('Notes only'));
    expect(await field()).toBe(document.activeElement);
    await user.keyboard('Calmer today');
    await waitFor(() => expect(state()).toBe(en.notes.saved(fixedNowMs)));
    expect(fake.notes.of(fake.sessions[0]?.id ?? '')?.text).toBe('Calmer today');
  });

  it('is one press away after a refusal, and changes nothing of it', async () => {
    const { fake, user } = renderApp({ sessions: [sessionOf(1, { participants: [participantOf(11, 'K-12')] })] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await user.click(await button('Ask for consent'));
    await user.click(await button('I do not agree'));
    await user.click(await button('Notes only'));
    await field();
    expect(fake.sessions[0]).toMatchObject({ participants: [{ consent: { state: 'refused' } }], recordings: [] });
  });

  it('is said in the list, and opens on the notes', async () => {
    await openNoted();
    expect(await field()).toHaveProperty('value', '# Before');
    await screen.findByRole('tab', { name: en.session.notes, selected: true });
    expect(await button(en.session.record)).toBeDefined();
  });
});

describe('the list of sessions', () => {
  it('says in words which have notes', async () => {
    const noted = sessionOf(1, { participants: [participantOf(11, 'K-1')], hasNotes: true });
    const both = sessionOf(2, {
      participants: [participantOf(12, 'K-2')],
      recordings: [recordingOf(101, 2)],
      hasNotes: true,
    });
    renderApp({ sessions: [noted, both] });
    expect((await screen.findByRole('button', { name: /K-1/ })).textContent).toContain(en.sessions.notesOnly);
    const row = screen.getByRole('button', { name: /K-2/ }).textContent;
    expect(row).toContain(en.sessions.length(2_892_000));
    expect(row).toContain(en.sessions.withNotes);
  });
});

describe('the notes of a session', () => {
  it('are begun when the person wants them, beside a recording', async () => {
    const session = sessionOf(1, { participants: [participantOf(11, 'K-12')], recordings: [recordingOf(101, 1)] });
    const { fake, user } = renderApp({ sessions: [session] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    await user.click(await screen.findByRole('tab', { name: en.session.notes }));
    expect(fake.calls).not.toContain('notes.begin');
    await user.click(await button(en.notes.begin));
    expect(await field()).toBe(document.activeElement);
  });

  it('are saved when another part is looked at', async () => {
    const { fake, user } = await openNoted();
    await user.type(await field(), '!');
    await user.click(screen.getByRole('tab', { name: en.session.consent }));
    await waitFor(() => expect(fake.notes.of(sessionId)?.text).toBe('# Before!'));
  });

  it('are saved before the vault is locked', async () => {
    const { fake, user } = await openNoted();
    await user.type(await field(), '!');
    await user.keyboard('{Control>}l{/Control}');
    await waitFor(() => expect(fake.calls).toContain('app.lock'));
    expect(fake.notes.of(sessionId)?.text).toBe('# Before!');
    expect(fake.calls.indexOf('notes.save')).toBeLessThan(fake.calls.indexOf('app.lock'));
  });

  it('wait for the disk where the person left them unsaved', async () => {
    const { fake, user } = await openNoted();
    fake.fail('notes.save', 'storage/disk-full');
    await user.type(await field(), '!');
    await user.click(screen.getByRole('tab', { name: en.session.consent }));
    await waitFor(() => expect(fake.calls).toContain('notes.save'));
    fake.fail('notes.save', null);
    await user.click(screen.getByRole('tab', { name: en.session.notes }));
    expect(await field()).toHaveProperty('value', '# Before!');
    await user.click(await button(en.notes.tryAgain));
    await waitFor(() => expect(state()).toBe(en.notes.saved(fixedNowMs)));
    expect(fake.notes.of(sessionId)?.text).toBe('# Before!');
  });

  it('can be looked at as they read', async () => {
    const { user } = await openNoted();
    await user.click(await button(en.notes.preview));
    expect(screen.getByRole('heading', { level: 2, name: 'Before' })).toBeDefined();
  });

  it('can be read as they were', async () => {
    const { user } = await openNoted({ version: 9, earlier: [{ version: 4, savedAtMs: fixedNowMs - 600_000 }] });
    await user.click(await screen.findByRole('combobox', { name: en.notes.versions }));
    await user.click(await screen.findByRole('option', { name: en.notes.earlierAt(fixedNowMs - 600_000) }));
    const panel = await screen.findByRole('tabpanel', { name: en.session.notes });
    expect(await within(panel).findByText('4')).toBeDefined();
    expect(screen.queryByRole('textbox', { name: en.notes.field })).toBeNull();
  });

  it('are never shown as the newest when the log knows newer ones', async () => {
    await openNoted({ isOlder: true });
    expect(await screen.findByText(en.notes.older)).toBeDefined();
  });

  it('that were saved from elsewhere are not saved over', async () => {
    const { fake, user } = await openNoted();
    await user.type(await field(), '!');
    await waitFor(() => expect(fake.notes.of(sessionId)?.version).toBe(2));
    fake.notes.change(sessionId, { version: 99, text: 'from elsewhere' });
    await user.type(await field(), '?');
    expect(await screen.findByText(en.notes.stale.happened)).toBeDefined();
    expect(fake.notes.of(sessionId)?.text).toBe('from elsewhere');
    await user.click(await button(en.notes.loadNewest));
    await waitFor(async () => expect(await field()).toHaveProperty('value', 'from elsewhere'));
  });
});
