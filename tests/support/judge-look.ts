import AxeBuilder from '@axe-core/playwright';
import type { Page } from '@playwright/test';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from './app.ts';

const schemes = ['light', 'dark'] as const;
const pictures = join(import.meta.dirname, '../../test-results/looks');

/**
 * Lets axe look for anything that keeps a person from using the page, in light and in dark, and keeps a picture of each
 * for people to look at (test-results/looks).
 */
export async function judgeLook(page: Page, name: string): Promise<void> {
  await mkdir(pictures, { recursive: true });
  for (const colorScheme of schemes) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
    await page.screenshot({ path: join(pictures, `${name}-${colorScheme}.png`) });
    // Electron has no second page that axe could run its own frame in: hence legacy mode.
    const { violations } = await new AxeBuilder({ page }).setLegacyMode(true).analyze();
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' | ')}`);
    expect(found, `${name} in ${colorScheme}`).toEqual([]);
  }
}
