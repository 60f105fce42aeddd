import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { copiesText } from '../../renderer/ui/text/copies-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { copyOf, type FakeCopies } from './support/fake-copies.ts';
import { recordingOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const gone = {
  recordingId: recordingOf(101, 1).id,
  sessionId: sessionOf(1).id,
  beganAtMs: 1_700_000_000_000,
  destroyedAtMs: 1_700_000_100_000,
  isAutomatic: false,
};

async function openDue(connect: FakeCopies['connected'], destroyed = [gone]) {
  const page = renderApp({ retention: { destroyed } });
  page.fake.copies.connected = connect;
  await page.user.click(await screen.findByRole('button', { name: /^Due/ }));
  await screen.findByRole('heading', { level: 1, name: en.due.title });
  return page;
}

describe('copies of the vault, in Due', () => {
  it('are spoken of once something has been destroyed', async () => {
    await openDue([copyOf()], []);
    expect(screen.queryByRole('heading', { name: copiesText.title })).toBeNull();
  });

  it('are destroyed in after a question, and say what was destroyed and what is held there', async () => {
    const { fake, user } = await openDue([copyOf()]);
    fake.copies.held = 1;
    expect(await screen.findByText(copiesText.holds(copyOf()))).toBeDefined();
    await user.click(screen.getByRole('button', { name: copiesText.finish }));
    const question = await screen.findByRole('alertdialog');
    expect(within(question).getByText(copiesText.finishLead(copyOf()))).toBeDefined();
    await user.click(within(question).getByRole('button', { name: copiesText.finishAct }));
    const said = `${copiesText.finished(1)} ${copiesText.heldThere(1)}`;
    expect(await screen.findByText(said)).toBeDefined();
  });

  it('leave the focus with them when the button has gone', async () => {
    const { user } = await openDue([copyOf()]);
    await user.click(await screen.findByRole('button', { name: copiesText.finish }));
    await user.click(await screen.findByRole('button', { name: copiesText.finishAct }));
    expect(await screen.findAllByText(copiesText.finished(2))).not.toEqual([]);
    await waitFor(() => expect(document.activeElement?.textContent).toBe(copiesText.title));
  });

  it('are offered again where it did not come to its end, and not where nothing is left', async () => {
    await openDue([copyOf({ recordings: 0, isUnfinished: true })]);
    expect(await screen.findByText(copiesText.unfinished(copyOf()))).toBeDefined();
    expect(screen.getByRole('button', { name: copiesText.finish })).toBeDefined();
  });

  it('say what can be done with other keys, and about parts that were erased', async () => {
    await openDue([copyOf({ standing: 'other-keys', recordings: 0 })]);
    expect(await screen.findByText(copiesText.otherKeys(copyOf()))).toBeDefined();
    expect(screen.queryByRole('button', { name: copiesText.finish })).toBeNull();
  });

  it('name the parts that were erased here and are still in a copy', async () => {
    await openDue([copyOf({ recordings: 0, parts: 2 })]);
    expect(await screen.findByText(copiesText.parts(2))).toBeDefined();
  });

  it('say why one that was chosen is refused', async () => {
    const { fake, user } = await openDue([]);
    expect(await screen.findByText(copiesText.none)).toBeDefined();
    fake.fail('copies.choose', 'vault/copy-foreign');
    await user.click(screen.getByRole('button', { name: copiesText.choose }));
    expect(await screen.findByText(errorTexts['vault/copy-foreign'].happened)).toBeDefined();
  });

  it('are listed once they are chosen', async () => {
    const { user } = await openDue([]);
    await user.click(await screen.findByRole('button', { name: copiesText.choose }));
    expect(await screen.findByText(copiesText.holds(copyOf({ madeAtMs: null })))).toBeDefined();
  });
});
