import { screen } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { rescueText } from '../../renderer/ui/text/rescue-text.ts';
import type { ErrorCode } from '../../contract/error-codes.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const passphrase = 'the right passphrase';
const words = Array.from({ length: 24 }, (_, index) => `word${index}`).join(' ');

/** A lock screen on which an unlock has failed in this way. */
async function refused(code: ErrorCode) {
  const opened = renderApp({ state: { phase: 'locked' } });
  opened.fake.fail('passphrase.unlock', code);
  await opened.user.type(await screen.findByLabelText('Passphrase'), `${passphrase}{Enter}`);
  await screen.findByRole('alert');
  return opened;
}

describe('a vault of which a part is damaged', () => {
  it('is opened with a new list of sessions, of which is said first what it will lack', async () => {
    const { fake, user } = await refused('vault/index-damaged');
    for (const sentence of [rescueText.index.can, rescueText.index.lost, rescueText.index.kept]) {
      expect(screen.getByText(sentence)).toBeDefined();
    }
    const open = screen.getByRole('button', { name: rescueText.index.act });
    expect(open).toHaveProperty('disabled', true);
    expect(screen.getByText(rescueText.enterPassphrase)).toBeDefined();
    await user.type(screen.getByLabelText('Passphrase'), passphrase);
    await user.click(open);
    await screen.findByRole('heading', { level: 1, name: 'Sessions' });
    const proof = { by: 'passphrase', passphrase };
    expect(fake.rescues).toEqual([{ kind: 'rescue', proof, savedSlots: null, rebuildsIndex: true }]);
  });

  it('is opened with a saved copy of the ways in, by those of the day that it was saved', async () => {
    const { fake, user } = await refused('vault/slots-damaged');
    expect(screen.getByText(rescueText.slots.warning)).toBeDefined();
    await user.type(screen.getByLabelText('Passphrase'), passphrase);
    await user.click(screen.getByRole('button', { name: rescueText.slots.act }));
    await screen.findByRole('heading', { level: 1, name: 'Sessions' });
    expect(fake.rescues).toMatchObject([{ savedSlots: '00', rebuildsIndex: false }]);
  });

  it('is still offered another copy when one does not fit, and after a passphrase was mistyped', async () => {
    const { fake, user } = await refused('vault/slots-damaged');
    for (const code of ['vault/slots-copy-unfit', 'vault/unlock-failed'] as const) {
      fake.fail('passphrase.rescue', code);
      await user.type(screen.getByLabelText('Passphrase'), passphrase);
      await user.click(screen.getByRole('button', { name: rescueText.slots.act }));
      expect((await screen.findByRole('alert')).textContent).toContain(errorTexts[code].happened);
      expect(screen.getByRole('heading', { name: rescueText.slots.title })).toBeDefined();
    }
  });

  it('is opened by the words of a sheet, too, and then asked for a new passphrase', async () => {
    const { fake, user } = renderApp({ state: { phase: 'locked' } });
    fake.fail('passphrase.unlock-by-sheet', 'vault/index-damaged');
    await user.click(await screen.findByRole('button', { name: en.sheet.instead }));
    await user.type(screen.getByLabelText(en.sheet.words), `${words}{Enter}`);
    await user.click(await screen.findByRole('button', { name: rescueText.index.act }));
    await screen.findByRole('heading', { level: 1, name: en.sheet.openedTitle });
    const proof = { by: 'sheet', words };
    expect(fake.rescues).toEqual([{ kind: 'rescue', proof, savedSlots: null, rebuildsIndex: true }]);
  });

  it('is not what is said of the next vault', async () => {
    const { user } = await refused('vault/slots-damaged');
    await user.click(screen.getByRole('button', { name: en.locked.openAnother }));
    expect(screen.queryByRole('heading', { name: rescueText.slots.title })).toBeNull();
  });

  it('is not what any other trouble is called', async () => {
    await refused('vault/unlock-failed');
    expect(screen.queryByRole('heading', { name: rescueText.slots.title })).toBeNull();
    expect(screen.queryByRole('heading', { name: rescueText.index.title })).toBeNull();
  });
});
