import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { en } from '../../renderer/ui/text/en.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';
import { agreement, fixedNowMs, grantedConsent, participantOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

async function choose(user: UserEvent, label: string, option: string): Promise<void> {
  await user.click(await screen.findByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: option }));
}

async function add(user: UserEvent, code: string): Promise<void> {
  await user.type(screen.getByLabelText(en.newSession.code), code);
  await user.click(screen.getByRole('button', { name: en.newSession.add }));
}

describe('a child and its guardian', () => {
  it('are entered one after the other, and the page says who decides for whom', async () => {
    const { user, fake } = renderApp();
    await user.click(await screen.findByRole('button', { name: en.sessions.newSession }));
    await choose(user, presenceText.decision, presenceText.decisionNames['by-guardian']);
    await add(user, 'C-1');
    await screen.findByRole('group', { name: 'C-1' });
    await choose(user, en.newSession.capacity, en.capacityNames.guardian);
    await choose(user, presenceText.presence, presenceText.presenceNames['not-present']);
    await add(user, 'G-2');
    const line = await screen.findByRole('group', { name: 'G-2' });
    expect(line.closest('li')?.textContent).toContain(presenceText.isFor('C-1'));
    const [child, guardian] = fake.sessions[0]?.participants ?? [];
    expect(guardian).toMatchObject({ forPersonIds: [child?.personId], presence: 'not-present' });
  });

  it('are not entered the other way round: the page says what is to be done first', async () => {
    const { user, fake } = renderApp();
    await user.click(await screen.findByRole('button', { name: en.sessions.newSession }));
    await choose(user, en.newSession.capacity, en.capacityNames.guardian);
    await add(user, 'G-2');
    expect(await screen.findByText(presenceText.nobodyToDecideFor.guardian)).toBeDefined();
    expect(fake.calls).not.toContain('sessions.addParticipant');
  });
});

describe('an agreement given before', () => {
  it('is asked about in one line, and holds once it is confirmed', async () => {
    const earlierConsent = { atMs: fixedNowMs, textHash: agreement.textHash, purposes: ['supervision' as const] };
    const session = sessionOf(1, { participants: [participantOf(11, 'K-12', { earlierConsent })] });
    const { user } = renderApp({ sessions: [session] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    expect(await screen.findByText(presenceText.earlier('K-12', fixedNowMs))).toBeDefined();
    await user.click(screen.getByRole('button', { name: presenceText.confirmToday }));
    expect(await screen.findByText(en.newSession.consentGranted(en.purposeTexts.supervision.name))).toBeDefined();
  });
});

describe('each reason at Start recording', () => {
  it('has a button that leads to where it can be mended', async () => {
    const participants = [participantOf(11, 'K-12'), participantOf(12, 'C-1', { decision: 'by-guardian' })];
    const [first, child] = participants;
    if (first === undefined || child === undefined) throw new Error('nobody');
    const session = sessionOf(1, {
      participants,
      gateReasons: [
        { code: 'consent-missing', personId: first.personId },
        { code: 'capacity-uncovered', personId: child.personId },
        { code: 'place-missing' },
      ],
    });
    const { user } = renderApp({ sessions: [session] });
    await user.click(await screen.findByRole('button', { name: /K-12/ }));
    const start = within(await screen.findByRole('region', { name: en.newSession.start }));
    await user.click(start.getByRole('button', { name: presenceText.gate.toPlace }));
    expect(document.activeElement?.getAttribute('role')).toBe('combobox');
    await user.click(start.getByRole('button', { name: presenceText.gate.toWho }));
    expect(document.activeElement).toBe(screen.getByRole('region', { name: en.newSession.whoTitle }));
    await user.click(start.getByRole('button', { name: presenceText.gate.ask('K-12') }));
    expect(await screen.findByRole('heading', { name: en.agreement.title })).toBeDefined();
  });
});

describe('Start recording for somebody who was not asked', () => {
  it('does not say that everyone has agreed', async () => {
    const guardian = participantOf(12, 'G-2', { capacity: 'guardian', consent: grantedConsent });
    const child = participantOf(11, 'C-1', { decision: 'by-guardian' });
    const { user } = renderApp({ sessions: [sessionOf(1, { participants: [child, guardian], gateReasons: [] })] });
    await user.click(await screen.findByRole('button', { name: /C-1/ }));
    expect(await screen.findByText(presenceText.mayStart)).toBeDefined();
    expect(screen.queryByText(en.newSession.mayStart)).toBeNull();
  });
});
