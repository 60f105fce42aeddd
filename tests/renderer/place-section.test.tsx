import { screen, within } from '@testing-library/react';
import type { UserEvent } from '@testing-library/user-event';
import { describe, expect, it } from 'vitest';
import { duties, places } from '../../contract/place-codes.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { dutyTexts, jurisdictionText, placeNames } from '../../renderer/ui/text/jurisdiction-text.ts';
import { presenceText } from '../../renderer/ui/text/presence-text.ts';
import { grantedConsent, participantOf, sessionOf } from './support/fake-data.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

async function choose(user: UserEvent, label: string, place: string): Promise<void> {
  await user.click(await screen.findByRole('combobox', { name: label }));
  await user.click(await screen.findByRole('option', { name: place }));
}

/** The page of a session to which everyone has agreed, in this place. */
async function openIn(place: string) {
  const session = sessionOf(1, { participants: [participantOf(11, 'K-12', { consent: grantedConsent })] });
  const page = renderApp({ sessions: [session] });
  await page.user.click(await screen.findByRole('button', { name: /K-12/ }));
  await choose(page.user, jurisdictionText.room, place);
  await screen.findByText(jurisdictionText.rule);
  return page;
}

describe('where a session takes place', () => {
  it('is offered for every place of the pack, each with a name of its own', () => {
    expect(Object.keys(placeNames)).toEqual([...places]);
    expect(new Set(Object.values(placeNames)).size).toBe(places.length);
    expect(Object.keys(dutyTexts)).toEqual([...duties]);
  });

  it('says beside the rule why sources differ, when the pack is from, and that it is no legal advice', async () => {
    await openIn(placeNames['US-OR']);
    const section = screen.getByRole('region', { name: jurisdictionText.title });
    expect(section.textContent).toContain('Sources differ about Oregon. In the room everyone must be specifically');
    expect(section.textContent).toContain('November 2026');
    expect(section.textContent).toContain(jurisdictionText.noAdvice);
  });

  it('shows the duties of everybody who takes part from elsewhere', async () => {
    const { user } = await openIn(placeNames['US-TX']);
    await user.type(screen.getByLabelText(en.newSession.code), 'W-7');
    await choose(user, presenceText.presence, presenceText.presenceNames.remote);
    await choose(user, presenceText.place, placeNames.GB);
    await user.click(screen.getByRole('button', { name: en.newSession.add }));
    expect(await screen.findByText(new RegExp(dutyTexts['explicit-health-data-consent'].name))).toBeDefined();
    await user.click(screen.getByRole('button', { name: en.newSession.removeWho('W-7') }));
    await screen.findByText(jurisdictionText.strictest['one-party']);
    expect(screen.queryByText(new RegExp(dutyTexts['explicit-health-data-consent'].name))).toBeNull();
  });

  it('holds Start recording in Illinois until both checks are ticked', async () => {
    const { user } = await openIn(placeNames['US-IL']);
    const start = () => screen.getByRole('button', { name: 'Start recording' });
    const reasons = within(await screen.findByRole('region', { name: en.newSession.start }));
    expect(reasons.getByText(jurisdictionText.unconfirmed)).toBeDefined();
    await user.click(screen.getByRole('checkbox', { name: dutyTexts['voiceprint-consent'].name }));
    expect(start()).toHaveProperty('disabled', true);
    await user.click(screen.getByRole('checkbox', { name: dutyTexts['specific-ai-consent'].name }));
    await screen.findByText(en.newSession.mayStart);
    expect(start()).toHaveProperty('disabled', false);
  });

  it('asks nothing of who is only looking, and leaves nothing behind', async () => {
    const { fake, user } = renderApp();
    await user.click(await screen.findByRole('button', { name: 'New session' }));
    expect(await screen.findByText(jurisdictionText.notSaidHint)).toBeDefined();
    expect(fake.calls).not.toContain('sessions.create');
  });
});
