import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const present = 'the passphrase of today';
const next = 'seven other words for tomorrow';

async function openSettings() {
  const opened = renderApp({ passphrase: present });
  await opened.user.click(await screen.findByRole('button', { name: en.shell.settings }));
  await screen.findByRole('group', { name: en.ways.kinds.passphrase });
  return opened;
}

function press(user: UserEvent, name: string, within_: HTMLElement = document.body): Promise<void> {
  return user.click(within(within_).getByRole('button', { name }));
}

async function enter(user: UserEvent, label: string, text: string): Promise<void> {
  await user.type(screen.getByLabelText(label), text);
}

describe('the ways into the vault', () => {
  it('are listed with their kind and when they were added, and the only one has no Remove but a reason', async () => {
    await openSettings();
    const way = screen.getByRole('group', { name: en.ways.kinds.passphrase });
    expect(within(way).queryByRole('button', { name: en.ways.remove })).toBeNull();
    expect(within(way).getByText(en.ways.isOnly)).toBeDefined();
    expect(within(way).getByText(new RegExp(en.ways.usedNow))).toBeDefined();
    expect(screen.getByText(en.sheet.none)).toBeDefined();
  });

  it('get a name, and the focus is back where it came from', async () => {
    const { user } = await openSettings();
    await press(user, en.ways.rename);
    await user.keyboard('Office{Enter}');
    const way = await screen.findByRole('group', { name: 'Office' });
    expect(document.activeElement).toBe(within(way).getByRole('button', { name: en.ways.rename }));
  });

  it('say of a changed passphrase that old copies still open with the old one, and change nothing unproved', async () => {
    const { user } = await openSettings();
    await press(user, 'Change passphrase');
    expect(screen.getByText(en.ways.changeOldCopies)).toBeDefined();
    await enter(user, en.passphrase.presentLabel, 'not the passphrase');
    await enter(user, en.passphrase.newLabel, next);
    await enter(user, en.passphrase.repeatLabel, next);
    await press(user, 'Change passphrase');
    expect((await screen.findByRole('alert')).textContent).toContain(errorTexts['vault/proof-refused'].happened);
    await user.clear(screen.getByLabelText(en.passphrase.presentLabel));
    await enter(user, en.passphrase.presentLabel, present);
    await press(user, 'Change passphrase');
    expect(await screen.findByRole('heading', { level: 1, name: en.settings.title })).toBeDefined();
  });

  it('become two with a second passphrase, of which either can be removed by a proof', async () => {
    const { user } = await openSettings();
    await press(user, en.ways.add);
    await enter(user, en.passphrase.presentLabel, present);
    await enter(user, en.ways.name, 'Locum');
    await enter(user, en.passphrase.newLabel, next);
    await enter(user, en.passphrase.repeatLabel, next);
    await press(user, en.ways.add);
    const added = await screen.findByRole('group', { name: 'Locum' });
    await press(user, en.ways.remove, added);
    expect(screen.getByText(en.ways.removeLead('Locum'))).toBeDefined();
    expect(screen.getByText(en.ways.removeOldCopies)).toBeDefined();
    await press(user, en.ways.remove);
    expect(screen.getByText(en.ways.proofMissing)).toBeDefined();
    await enter(user, en.passphrase.presentLabel, present);
    await press(user, en.ways.remove);
    await screen.findByRole('heading', { level: 1, name: en.settings.title });
    await screen.findByText(en.ways.isOnly);
    expect(screen.queryByRole('group', { name: 'Locum' })).toBeNull();
  });

  it('say what re-keying does to old copies, sheets and other passphrases', async () => {
    const { fake, user } = await openSettings();
    await press(user, 'Re-key vault');
    for (const sentence of [en.ways.rekeyOldCopies, en.ways.rekeyDestroyed, en.ways.rekeySheet, en.ways.rekeyLocks]) {
      expect(screen.getByText(sentence)).toBeDefined();
    }
    await press(user, 'Re-key vault');
    expect(fake.calls).not.toContain('passphrase.rekey');
    await enter(user, en.passphrase.presentLabel, present);
    await press(user, 'Re-key vault');
    expect(fake.calls).toContain('passphrase.rekey');
  });

  it('ask for every passphrase that stays where a sheet proves that the vault may get new keys', async () => {
    const { user } = await openSettings();
    await press(user, 'Re-key vault');
    expect(screen.queryByRole('heading', { name: en.ways.others.passphrase })).toBeNull();
    await press(user, en.sheet.instead);
    expect(screen.getByText(en.ways.othersHint.sheet)).toBeDefined();
    expect(screen.getByLabelText(en.ways.other.sheet(1))).toBeDefined();
  });

  it('take white space for the passphrase that it may be', async () => {
    const spaces = ' '.repeat(12);
    const { user } = renderApp({ passphrase: spaces });
    await user.click(await screen.findByRole('button', { name: en.shell.settings }));
    await screen.findByRole('group', { name: en.ways.kinds.passphrase });
    await press(user, en.ways.add);
    await enter(user, en.passphrase.presentLabel, spaces);
    await enter(user, en.passphrase.newLabel, next);
    await enter(user, en.passphrase.repeatLabel, next);
    await press(user, en.ways.add);
    expect(await screen.findByRole('heading', { level: 1, name: en.settings.title })).toBeDefined();
  });

  it('forget a sheet that was not checked, whichever way its page is left', async () => {
    const { fake, user } = await openSettings();
    await press(user, en.sheet.make);
    await enter(user, en.passphrase.presentLabel, present);
    await press(user, en.sheet.make);
    await screen.findAllByRole('list', { name: en.sheet.wordsLabel });
    expect(fake.calls).not.toContain('passphrase.drop-sheet');
    await user.click(screen.getByRole('button', { name: en.shell.sessions }));
    expect(fake.calls).toContain('passphrase.drop-sheet');
  });

  it('show all the words of a sheet in a field that Enter sends', async () => {
    const { fake, user } = await openSettings();
    await press(user, 'Re-key vault');
    await press(user, en.sheet.instead);
    const field = screen.getByLabelText(en.sheet.words);
    expect(field.tagName).toBe('TEXTAREA');
    expect(field.getAttribute('spellcheck')).toBe('false');
    expect(field.getAttribute('autocomplete')).toBe('off');
    await user.type(field, 'one two{Enter}');
    expect(fake.calls).toContain('passphrase.rekey');
  });
});
