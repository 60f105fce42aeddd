import type { Page } from '@playwright/test';
import { beginRecording, makeConsentedSession, moreIsSaved, openVault } from './page-calls.ts';

export const passphrase = 'seven quiet herons cross the weir';

/** Creates or unlocks the vault by the port that the page has for it; the failure's code, or null. */
export function openByPort(page: Page, kind: 'create' | 'unlock', typed = passphrase): Promise<string | null> {
  return page.evaluate(openVault, { kind, typed });
}

/** A session with one person who has consented, made by calls alone; its id. */
export function consentedSession(page: Page): Promise<string> {
  return page.evaluate(makeConsentedSession);
}

/** Starts recording and waits until sound is on the disk; the recording's id. */
export async function startRecording(page: Page, sessionId: string): Promise<string> {
  const recordingId = await page.evaluate(beginRecording, sessionId);
  await savedMore(page);
  return recordingId;
}

/** Waits until more of the running recording is on the disk than when this was called. */
export function savedMore(page: Page): Promise<void> {
  return page.evaluate(moreIsSaved);
}
