import { screen, waitFor, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { retentionText } from '../../renderer/ui/text/retention-text.ts';
import {
  agreement,
  grantedConsent,
  participantOf,
  personIdOf,
  recordingIdOf,
  recordingOf,
  sessionOf,
} from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const asking = { recordingId: recordingIdOf(101), answer: null };
const recorded = sessionOf(1, {
  participants: [participantOf(11, 'K-12', { consent: grantedConsent }), participantOf(12, 'Wren-7')],
  recordings: [recordingOf(101, 1)],
  secondAskings: [
    { ...asking, personId: personIdOf(11), code: 'K-12' },
    { ...asking, personId: personIdOf(12), code: 'Wren-7' },
  ],
});

async function openPlace(place: string) {
  const page = renderApp({ sessions: [recorded] });
  const rail = await screen.findByRole('navigation', { name: en.shell.places });
  await page.user.click(await within(rail).findByRole('button', { name: place }));
  return page;
}

async function openPerson() {
  const page = await openPlace(en.shell.people);
  await page.user.click(await screen.findByRole('button', { name: /^K-12/ }));
  await screen.findByRole('heading', { level: 1, name: 'K-12' });
  return page;
}

describe('the rail', () => {
  it('has the places in their order, and says how many wait', async () => {
    renderApp({ sessions: [recorded] });
    await screen.findByRole('button', { name: 'Due, 1 waiting' });
    const rail = screen.getByRole('navigation', { name: 'Places' });
    const names = within(rail)
      .getAllByRole('button')
      .map((button) => button.getAttribute('aria-label') ?? button.textContent);
    expect(names).toEqual(['Sessions', 'People', 'Due, 1 waiting', 'Log', 'Settings']);
  });

  it('says only Due when nothing waits', async () => {
    renderApp();
    expect(await screen.findByRole('button', { name: 'Due' })).toBeDefined();
  });
});

describe('more that wait than a page lists', () => {
  it('are counted in the rail, and said on the page', async () => {
    const { user } = renderApp({ sessions: [recorded], unlistedDue: 40 });
    await user.click(await screen.findByRole('button', { name: 'Due, 41 waiting' }));
    expect(await screen.findByText(retentionText.unlisted(40))).toBeDefined();
  });

  it('move up when one is answered, and the focus that it took along goes to the heading', async () => {
    const next = sessionOf(2, {
      participants: [participantOf(13, 'Rook-9', { consent: grantedConsent })],
      recordings: [recordingOf(102, 2)],
      secondAskings: [{ recordingId: recordingIdOf(102), answer: null, personId: personIdOf(13), code: 'Rook-9' }],
    });
    const { user } = renderApp({ sessions: [recorded, next], listedDue: 1 });
    await user.click(await screen.findByRole('button', { name: 'Due, 2 waiting' }));
    for (const code of ['K-12', 'Wren-7']) {
      const group = await screen.findByRole('group', { name: code });
      await user.click(within(group).getByRole('button', { name: 'Keep' }));
    }
    await screen.findByRole('group', { name: 'Rook-9' });
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Due' })));
  });
});

describe('the list of people', () => {
  it('is ready to be searched by code', async () => {
    const { user } = await openPlace(en.shell.people);
    expect(document.activeElement).toBe(await screen.findByRole('searchbox', { name: 'Search' }));
    expect(await screen.findByRole('button', { name: /Wren-7/ })).toBeDefined();
    await user.keyboard('K-');
    expect(await screen.findByText(en.people.found(1))).toBeDefined();
    expect(screen.queryByRole('button', { name: /Wren-7/ })).toBeNull();
  });

  it('says what stands there when there is nobody', async () => {
    const { user } = renderApp();
    await user.click(await screen.findByRole('button', { name: en.shell.people }));
    expect(await screen.findByText(en.people.emptyLead)).toBeDefined();
  });
});

describe('the page of a person', () => {
  it('takes the focus to its heading, and keeps code and name out of the window title', async () => {
    const { user } = await openPerson();
    expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1 }));
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Agatha Example');
    await user.click(screen.getByRole('button', { name: en.person.saveName }));
    await screen.findByRole('button', { name: en.person.removeName });
    expect(document.title).toBe('Person – Sotto');
  });

  it('shows the text that was agreed to when asked', async () => {
    const { fake, user } = await openPerson();
    expect(
      screen.getByText(en.session.agreedOn(grantedConsent.state === 'granted' ? grantedConsent.atMs : 0)),
    ).toBeDefined();
    expect(fake.calls).not.toContain('people.getText');
    await user.click(screen.getByRole('button', { name: en.person.readText }));
    const words = agreement.text.split('\n').find((line) => line.startsWith('You may say no'));
    expect(await screen.findByText(words ?? '')).toBeDefined();
  });

  it('takes a name, and takes it away again, by keyboard alone', async () => {
    const { user } = await openPerson();
    const field = screen.getByRole('textbox', { name: 'Name' });
    await user.tab();
    expect(document.activeElement).toBe(field);
    await user.keyboard(' Agatha Example {Enter}');
    expect(await screen.findByText(en.person.nameSaved)).toBeDefined();
    expect(field).toHaveProperty('value', 'Agatha Example');
    await user.tab();
    await user.tab();
    await user.keyboard('{Enter}');
    expect(await screen.findByText(en.person.nameRemoved)).toBeDefined();
    expect(field).toHaveProperty('value', '');
    expect(document.activeElement).toBe(field);
  });

  it('asks for a name before it saves one', async () => {
    const { fake, user } = await openPerson();
    await user.click(screen.getByRole('button', { name: en.person.saveName }));
    expect(await screen.findByText(en.person.nameMissing)).toBeDefined();
    expect(fake.calls).not.toContain('people.setName');
  });

  it('says what went wrong when the name was not saved, and keeps what was typed', async () => {
    const { fake, user } = await openPerson();
    fake.fail('people.setName', 'storage/disk-full');
    await user.type(screen.getByRole('textbox', { name: 'Name' }), 'Agatha{Enter}');
    expect(await screen.findByRole('alert')).toBeDefined();
    expect(screen.getByRole('textbox', { name: 'Name' })).toHaveProperty('value', 'Agatha');
  });

  it('leads to a session, and is led to from its consent', async () => {
    const { user } = await openPerson();
    await user.click(screen.getByRole('button', { name: en.sessions.at(recorded.createdAtMs) }));
    await user.click(await screen.findByRole('tab', { name: en.session.consent }));
    await user.click(await screen.findByRole('button', { name: 'K-12' }));
    expect(await screen.findByRole('heading', { level: 1, name: 'K-12' })).toBeDefined();
  });
});

describe('what is due', () => {
  it('is answered where it is found, and goes when the last person has answered', async () => {
    const { user } = await openPlace('Due, 1 waiting');
    const keepOf = (code: string) =>
      within(screen.getByRole('group', { name: code })).getByRole('button', { name: 'Keep' });
    await screen.findByRole('group', { name: 'K-12' });
    await user.click(keepOf('K-12'));
    expect(await screen.findByText(en.after.kept)).toBeDefined();
    await user.click(keepOf('Wren-7'));
    expect(await screen.findByText(en.due.emptyTitle)).toBeDefined();
    await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('heading', { level: 1, name: 'Due' })));
    expect(screen.getByRole('button', { name: 'Due' })).toBeDefined();
  });

  it('goes when one person says no, and that it was destroyed is spoken', async () => {
    const { user } = await openPlace('Due, 1 waiting');
    const group = await screen.findByRole('group', { name: 'Wren-7' });
    await user.click(within(group).getByRole('button', { name: 'Destroy' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Destroy' }));
    expect(await screen.findByText(en.due.emptyTitle)).toBeDefined();
    expect(screen.getByText(/Its key was destroyed/)).toBeDefined();
  });

  it('says where what is about to be destroyed can be undone', async () => {
    const { fake, user } = await openPlace('Due, 1 waiting');
    fake.sessions.splice(0, 1, { ...recorded, secondAskings: [] });
    await user.click(await screen.findByRole('button', { name: en.after.goToSession }));
    await user.click(await screen.findByRole('button', { name: 'Delete recording' }));
    await user.click(within(await screen.findByRole('alertdialog')).getByRole('button', { name: 'Delete recording' }));
    await screen.findByRole('button', { name: 'Undo' });
    await user.click(screen.getByRole('button', { name: 'Due' }));
    expect(await screen.findByText(en.due.deleting)).toBeDefined();
  });

  it('says so when nothing is', async () => {
    const { user } = renderApp();
    await user.click(await screen.findByRole('button', { name: 'Due' }));
    expect(await screen.findByText(en.due.emptyLead)).toBeDefined();
  });
});
