import { act, screen } from '@testing-library/react';
import { describe, expect, it, vi } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { suggestWords } from '../../renderer/ui/views/first-run/passphrase-words.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

describe('first run', () => {
  it('creates nothing until the passphrase is long enough and typed twice', async () => {
    const { fake, user } = renderApp({ state: { phase: 'no-vault' } });
    const passphrase = await screen.findByLabelText('Passphrase');
    await user.type(passphrase, 'too short');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    expect(screen.getByText(en.passphrase.tooShort(12))).toBeDefined();
    await user.type(passphrase, ' but now long enough');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'something else');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    expect(screen.getByText(en.passphrase.doesNotMatch)).toBeDefined();
    expect(fake.calls).not.toContain('passphrase.create');
  });

  it('warns that a forgotten passphrase cannot be recovered, offers a sheet that can wait, and ends with Continue', async () => {
    const { user } = renderApp({ state: { phase: 'no-vault' } });
    expect(await screen.findByText(en.firstRun.warning)).toBeDefined();
    await user.type(screen.getByLabelText('Passphrase'), 'seven unlikely words in a row');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'seven unlikely words in a row');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    await screen.findByRole('heading', { level: 1, name: en.sheet.title });
    await user.click(screen.getByRole('button', { name: en.sheet.later }));
    await screen.findByRole('heading', { level: 1, name: en.firstRun.doneTitle });
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sessions' })).toBeDefined();
    expect(screen.getByText(en.sessions.emptyLead)).toBeDefined();
    expect(await screen.findByText(en.sheet.noneOnSessions)).toBeDefined();
  });

  it('makes a sheet, which counts once three of its words were typed back from the paper', async () => {
    const { fake, user } = renderApp({ state: { phase: 'no-vault' } });
    const print = vi.spyOn(window, 'print').mockImplementation(() => undefined);
    await user.type(await screen.findByLabelText('Passphrase'), 'seven unlikely words in a row');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'seven unlikely words in a row');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    await user.click(await screen.findByRole('button', { name: en.sheet.make }));
    const [words] = await screen.findAllByRole('list', { name: en.sheet.wordsLabel });
    expect(words?.querySelectorAll('li')).toHaveLength(24);
    await user.click(screen.getByRole('button', { name: 'Print recovery sheet' }));
    expect(print).toHaveBeenCalledOnce();
    await user.click(screen.getByRole('button', { name: en.sheet.onPaper }));
    await user.type(screen.getByLabelText(en.sheet.word(3)), 'wordc');
    await user.type(screen.getByLabelText(en.sheet.word(11)), 'wordk');
    await user.click(screen.getByRole('button', { name: en.sheet.check }));
    expect(screen.getByText(en.sheet.wordMissing)).toBeDefined();
    await user.type(screen.getByLabelText(en.sheet.word(20)), 'wrong');
    await user.click(screen.getByRole('button', { name: en.sheet.check }));
    expect((await screen.findByRole('alert')).textContent).toContain(errorTexts['vault/sheet-not-confirmed'].safe);
    await user.clear(screen.getByLabelText(en.sheet.word(20)));
    await user.type(screen.getByLabelText(en.sheet.word(20)), 'wordt');
    await user.click(screen.getByRole('button', { name: en.sheet.check }));
    await screen.findByRole('heading', { level: 1, name: en.firstRun.doneTitle });
    expect(screen.getByText(en.sheet.confirmed)).toBeDefined();
    expect(document.body.textContent).not.toContain('wordk');
    expect(fake.calls).not.toContain('passphrase.drop-sheet');
  });

  it('forgets a sheet that was not checked, here and in the vault process', async () => {
    const { fake, user } = renderApp({ state: { phase: 'no-vault' } });
    await user.type(await screen.findByLabelText('Passphrase'), 'seven unlikely words in a row');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'seven unlikely words in a row');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    await user.click(await screen.findByRole('button', { name: en.sheet.make }));
    await user.click(await screen.findByRole('button', { name: en.sheet.later }));
    await screen.findByRole('heading', { level: 1, name: en.firstRun.doneTitle });
    expect(fake.calls).toContain('passphrase.drop-sheet');
    expect(document.body.textContent).not.toContain('wordk');
  });

  it('shows the passphrase while the button is held, and no longer', async () => {
    const { user } = renderApp({ state: { phase: 'no-vault' } });
    const field = await screen.findByLabelText('Passphrase');
    const [show] = screen.getAllByRole('button', { name: en.passphrase.show });
    if (show === undefined) throw new Error('there is no such button');
    expect(field).toHaveProperty('type', 'password');
    show.focus();
    await user.keyboard('{Enter>}');
    expect(field).toHaveProperty('type', 'text');
    await user.keyboard('{/Enter}');
    expect(field).toHaveProperty('type', 'password');
    await user.pointer({ target: show, keys: '[MouseLeft>]' });
    expect(field).toHaveProperty('type', 'text');
    await user.pointer({ keys: '[/MouseLeft]' });
    expect(field).toHaveProperty('type', 'password');
  });

  it('says when Caps Lock is on, and which signs other keyboards lack or have elsewhere', async () => {
    const { user } = renderApp({ state: { phase: 'no-vault' } });
    const field = await screen.findByLabelText('Passphrase');
    await user.click(field);
    await user.keyboard('{CapsLock}a');
    expect(screen.getByText(en.passphrase.capsLock)).toBeDefined();
    await user.keyboard('{CapsLock}b');
    expect(screen.queryByText(en.passphrase.capsLock)).toBeNull();
    await user.keyboard('#');
    expect(screen.getByText(en.passphrase.movingCharacters)).toBeDefined();
    await user.keyboard('ü');
    expect(screen.getByText(en.passphrase.rareCharacters)).toBeDefined();
  });

  it('suggests seven words and still has them typed again', async () => {
    const { user } = renderApp({ state: { phase: 'no-vault' } });
    await user.click(await screen.findByRole('button', { name: en.firstRun.suggest }));
    await user.click(screen.getByRole('button', { name: en.firstRun.useWords }));
    expect(screen.getByLabelText('Repeat passphrase')).toHaveProperty('value', '');
    expect(suggestWords().split(' ')).toHaveLength(7);
    expect(suggestWords()).not.toBe(suggestWords());
  });
});

describe('the lock screen', () => {
  it('has the field ready, and says both causes when it does not open', async () => {
    const { user } = renderApp({ state: { phase: 'locked' }, passphrase: 'the right passphrase' });
    const field = await screen.findByLabelText('Passphrase');
    expect(document.activeElement).toBe(field);
    await user.keyboard('the wrong one{Enter}');
    expect((await screen.findByRole('alert')).textContent).toContain(errorTexts['vault/unlock-failed'].happened);
    await user.type(field, 'the right passphrase{Enter}');
    expect(await screen.findByRole('heading', { level: 1, name: 'Sessions' })).toBeDefined();
  });

  it('says why a vault cannot be used, and what a forgotten passphrase means', async () => {
    const { user } = renderApp({ state: { phase: 'locked', problem: 'vault/in-use' } });
    expect((await screen.findByRole('alert')).textContent).toContain(errorTexts['vault/in-use'].todo);
    await user.click(screen.getByRole('button', { name: en.locked.forgotten }));
    expect(screen.getByText(en.locked.forgottenCannot)).toBeDefined();
    expect(screen.getByText(en.locked.forgottenSheet)).toBeDefined();
    expect(screen.getByText(en.locked.forgottenCan)).toBeDefined();
  });

  it('waits as long as it is told to after tries that failed, and says so', async () => {
    const { fake, user } = renderApp({ state: { phase: 'locked', tryAgainInMs: 30_000 } });
    const field = await screen.findByLabelText('Passphrase');
    expect(screen.getByRole('button', { name: 'Unlock' })).toHaveProperty('disabled', true);
    expect(screen.getAllByText(en.passphrase.waits(30)).length).toBeGreaterThan(0);
    await user.type(field, 'the right passphrase{Enter}');
    expect(fake.calls).not.toContain('passphrase.unlock');
    act(() => fake.setState({ tryAgainInMs: 0 }));
    await user.type(field, '{Enter}');
    expect(fake.calls).toContain('passphrase.unlock');
  });

  it('opens by the words of the sheet, and asks for a new passphrase at once', async () => {
    const { fake, user } = renderApp({ state: { phase: 'locked' } });
    await user.click(await screen.findByRole('button', { name: en.sheet.instead }));
    const words = Array.from({ length: 24 }, (_, index) => `Word${index}`).join('  ');
    await user.type(screen.getByLabelText(en.sheet.words), `${words}{Enter}`);
    await screen.findByRole('heading', { level: 1, name: en.sheet.openedTitle });
    expect(screen.queryByText(words)).toBeNull();
    await user.type(screen.getByLabelText(en.passphrase.newLabel), 'another seven words for the door');
    await user.type(screen.getByLabelText(en.passphrase.repeatLabel), 'another seven words for the door');
    await user.click(screen.getByRole('button', { name: en.sheet.setPassphrase }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sessions' })).toBeDefined();
    expect(fake.calls).toContain('passphrase.add-passphrase');
  });

  it('says that the vault has new keys', async () => {
    renderApp({ state: { phase: 'locked', hasNewKeys: true } });
    expect(await screen.findByText(en.locked.newKeys)).toBeDefined();
  });
});
