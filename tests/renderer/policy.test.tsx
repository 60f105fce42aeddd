import { screen, within } from '@testing-library/react';
import { describe, expect, it } from 'vitest';
import { noPolicy, type Policy } from '../../contract/policy.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { lockText } from '../../renderer/ui/text/lock-text.ts';
import { logSentences, logText } from '../../renderer/ui/text/log-text.ts';
import { placeTexts, policyText } from '../../renderer/ui/text/policy-text.ts';
import { logLine } from './support/fake-log.ts';
import { renderApp, setUpPage } from './support/render-app.tsx';

setUpPage();

const narrow: Policy = { standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 10 }, digest: 'a1'.repeat(32) };
const broken: Policy = { standing: 'unreadable', lockAfterMinutes: { minimum: 1, maximum: 1 }, digest: null };

async function openSettings(policy: Policy, vaultPlace: 'plain' | 'synced' | 'network' = 'plain') {
  const page = renderApp({ state: { policy, vaultPlace } });
  const places = await screen.findByRole('navigation', { name: en.shell.places });
  await page.user.click(within(places).getByText(en.shell.settings));
  await screen.findByText(lockText.minutes(Math.min(5, policy.lockAfterMinutes.maximum)), { selector: 'button *' });
  return page;
}

async function choices(page: Awaited<ReturnType<typeof openSettings>>): Promise<(string | null)[]> {
  await page.user.click(screen.getByRole('combobox', { name: lockText.after }));
  return screen.getAllByRole('option').map(({ textContent }) => textContent);
}

describe('settings under a policy', () => {
  it('offer what it allows, and say what that is', async () => {
    const page = await openSettings(narrow);
    expect(screen.getByText(policyText.range(narrow.lockAfterMinutes))).toBeDefined();
    expect(await choices(page)).toEqual([1, 2, 5, 10].map(lockText.minutes));
  });

  it('offer everything where there is none, and say nothing', async () => {
    const page = await openSettings(noPolicy);
    expect(screen.queryByText(/policy/i)).toBeNull();
    expect(await choices(page)).toEqual([1, 2, 5, 10, 15, 30, 60].map(lockText.minutes));
  });

  it('say what was refused when the vault refuses a time', async () => {
    const page = await openSettings(narrow);
    page.fake.fail('settings.set', 'policy/lock-time');
    await choices(page);
    await page.user.click(screen.getByRole('option', { name: lockText.minutes(10) }));
    expect(await screen.findByText(errorTexts['policy/lock-time'].happened)).toBeDefined();
  });

  it('say that one cannot be read, what counts meanwhile, and who can mend it', async () => {
    await openSettings(broken);
    expect(screen.getByText(policyText.unreadable)).toBeDefined();
    expect(screen.getByText(policyText.meanwhile(broken.lockAfterMinutes))).toBeDefined();
    expect(screen.getByText(policyText.whoCan)).toBeDefined();
    expect(screen.queryByText(policyText.range(broken.lockAfterMinutes))).toBeNull();
  });
});

describe('the lock screen', () => {
  it.each(['unreadable', 'unguarded'] as const)('says that the policy is %s', async (standing) => {
    renderApp({ state: { phase: 'locked', policy: { ...broken, standing } } });
    expect(await screen.findByText(policyText[standing])).toBeDefined();
  });

  it('says nothing of a policy that counts', async () => {
    renderApp({ state: { phase: 'locked', policy: narrow } });
    await screen.findByText(en.locked.lead);
    expect(screen.queryByText(/policy/i)).toBeNull();
  });
});

describe('the place of a vault', () => {
  it.each(['synced', 'network'] as const)('that is %s is warned of at set-up', async (vaultPlace) => {
    renderApp({ state: { phase: 'no-vault', vaultPlace } });
    expect(await screen.findByText(placeTexts[vaultPlace].what)).toBeDefined();
    expect(screen.getByText(placeTexts.better)).toBeDefined();
  });

  it('that is synced is warned of in Settings', async () => {
    await openSettings(noPolicy, 'synced');
    expect(screen.getByText(placeTexts.synced.what)).toBeDefined();
    expect(screen.getByText(placeTexts.move)).toBeDefined();
  });

  it('on a disk of the computer is not', async () => {
    await openSettings(noPolicy);
    expect(screen.queryByText(placeTexts.move)).toBeNull();
  });
});

describe('the log', () => {
  const sentence = (word: Policy['standing'], minimum: number, maximum: number) =>
    logSentences['policy.applied'](logLine(1, 'policy.applied', { facts: { word, range: { minimum, maximum } } }));

  it('says which policy counts', () => {
    expect(sentence('read', 1, 10)).toContain('between 1 and 10 minutes');
    expect(sentence('read', 2, 2)).toContain('is 2 minutes');
    expect(sentence('unreadable', 1, 1)).toContain('could not be read');
    expect(sentence('unguarded', 1, 1)).toContain('changed by others');
    expect(sentence('none', 1, 60)).toContain('No policy was found');
  });

  it('has it among what is about the vault', async () => {
    const { fake, user } = renderApp();
    fake.log.lines.push(logLine(0, 'policy.applied', { facts: { word: 'read', range: narrow.lockAfterMinutes } }));
    const places = await screen.findByRole('navigation', { name: en.shell.places });
    await user.click(within(places).getByText(logText.rail));
    await user.click(await screen.findByRole('radio', { name: logText.groups.vault }));
    expect(await screen.findByText(/between 1 and 10 minutes/)).toBeDefined();
  });
});
