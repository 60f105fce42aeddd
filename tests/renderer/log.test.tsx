import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { logGroupOf, logGroups, type LogKind } from '../../contract/event-log.ts';
import { logSentences, logText } from '../../renderer/ui/text/log-text.ts';
import { personIdOf, recordingIdOf, sessionIdOf } from './support/fake-data.ts';
import { logLine } from './support/fake-log.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const person = { id: personIdOf(7), code: 'M-17' };
const session = { id: sessionIdOf(1), codes: ['M-17'] };

async function openLog() {
  const { fake, user } = renderApp();
  fake.log.lines.push(
    logLine(0, 'vault.created'),
    logLine(1, 'consent.granted', { person, session, facts: { word: 'typed' } }),
    logLine(2, 'recording.listened', { session, recordingId: recordingIdOf(3), facts: { durationMs: 372_000 } }),
    logLine(2000, 'vault.unlocked'),
  );
  await user.click(await screen.findByRole('button', { name: 'Log' }));
  await screen.findByText('The vault was unlocked.');
  return { fake, user };
}

describe('the place Log', () => {
  it('can be narrowed to every group that there is', async () => {
    const { user } = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Log' }));
    await screen.findByRole('heading', { level: 1, name: 'Log' });
    const shown = screen.getAllByRole('radio').map((radio) => radio.closest('label')?.textContent);
    expect(shown).toEqual([logText.groups.all, ...logGroups.map((group) => logText.groups[group])]);
  });

  it('shows what was done, the newest first, under its day', async () => {
    await openLog();
    const lists = screen.getAllByRole('list', { name: /^Entries of/ });
    expect(lists.map((list) => within(list).getAllByRole('listitem').length)).toEqual([1, 3]);
    const said = screen.getAllByText(/\.$/, { selector: '.log-line span' }).map(({ textContent }) => textContent);
    expect(said).toEqual([
      'The vault was unlocked.',
      'A recording was listened to for 6 min 12 s.',
      'M-17 agreed to being recorded, with a typed name.',
      'The vault was created.',
    ]);
  });

  it('leads to the person, the session and the recording that an entry is about', async () => {
    await openLog();
    expect(screen.getAllByRole('button', { name: 'Go to M-17' })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Go to the session with M-17' })).toHaveLength(1);
    expect(screen.getAllByRole('button', { name: 'Go to the recording' })).toHaveLength(1);
  });

  it('shows only what it is asked for', async () => {
    const { user } = await openLog();
    await user.click(screen.getByRole('radio', { name: 'Listening' }));
    await waitFor(() => expect(screen.queryByText('The vault was unlocked.')).toBeNull());
    expect(screen.getByText(/listened to/)).toBeTruthy();
    await user.click(screen.getByRole('radio', { name: 'Deletion' }));
    expect(await screen.findByText('No entry is like that.')).toBeTruthy();
  });

  it('shows earlier entries when asked for them', async () => {
    const { fake, user } = renderApp();
    fake.log.pageLength = 2;
    for (let sequence = 0; sequence < 5; sequence += 1) fake.log.lines.push(logLine(sequence, 'vault.unlocked'));
    await user.click(await screen.findByRole('button', { name: 'Log' }));
    await waitFor(() => expect(screen.getAllByText('The vault was unlocked.')).toHaveLength(2));
    await user.click(screen.getByRole('button', { name: 'Show earlier entries' }));
    await waitFor(() => expect(screen.getAllByText('The vault was unlocked.')).toHaveLength(4));
    await user.click(screen.getByRole('button', { name: 'Show earlier entries' }));
    await waitFor(() => expect(screen.getAllByText('The vault was unlocked.')).toHaveLength(5));
    expect(screen.queryByRole('button', { name: 'Show earlier entries' })).toBeNull();
  });

  it('is saved as JSON with the number that stands for the file, and says that the file is not encrypted', async () => {
    const { fake, user } = await openLog();
    expect(screen.getByText(/These files are not encrypted/)).toBeTruthy();
    await user.click(screen.getByRole('button', { name: 'Save as JSON' }));
    expect(await screen.findByText('c5'.repeat(32))).toBeTruthy();
    expect(fake.log.saved).toEqual([{ format: 'json', shown: null }]);
  });

  it('is saved as PDF with as many entries as are shown', async () => {
    const { fake, user } = await openLog();
    await user.click(screen.getByRole('button', { name: 'Save as PDF' }));
    await waitFor(() => expect(fake.log.saved).toEqual([{ format: 'pdf', shown: 4 }]));
  });
});

describe('every kind of event', () => {
  const kinds = Object.keys(logGroupOf).filter((kind): kind is LogKind => kind in logSentences);

  it('has a sentence, whatever is known of it', () => {
    expect(kinds).toHaveLength(Object.keys(logGroupOf).length);
    for (const kind of kinds) {
      const said = logSentences[kind](logLine(0, kind));
      expect(said).toMatch(/^[A-Z].*[a-zF-N)]\.$/);
      expect(said).not.toMatch(/undefined|null/);
    }
  });
});
