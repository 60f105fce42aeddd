import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
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

  it('warns that a forgotten passphrase cannot be recovered, and ends with Continue', async () => {
    const { user } = renderApp({ state: { phase: 'no-vault' } });
    expect(await screen.findByText(en.firstRun.warning)).toBeDefined();
    await user.type(screen.getByLabelText('Passphrase'), 'seven unlikely words in a row');
    await user.type(screen.getByLabelText('Repeat passphrase'), 'seven unlikely words in a row');
    await user.click(screen.getByRole('button', { name: 'Create vault' }));
    await screen.findByRole('heading', { level: 1, name: en.firstRun.doneTitle });
    await user.click(screen.getByRole('button', { name: 'Continue' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'Sessions' })).toBeDefined();
    expect(screen.getByText(en.sessions.emptyLead)).toBeDefined();
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
    expect(screen.getByText(en.locked.forgottenCan)).toBeDefined();
  });
});
