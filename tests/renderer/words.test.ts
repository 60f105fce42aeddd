import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openingNotices } from '../../contract/app-state.ts';
import { purposes } from '../../contract/consent.ts';
import { errorCodes } from '../../contract/error-codes.ts';
import { capacities, roles } from '../../contract/session.ts';
import * as agreementWords from '../../renderer/ui/text/agreement-terms-text.ts';
import { en } from '../../renderer/ui/text/en.ts';
import { errorTexts } from '../../renderer/ui/text/error-text.ts';
import { dutyTexts, jurisdictionText } from '../../renderer/ui/text/jurisdiction-text.ts';

const root = join(import.meta.dirname, '../../renderer/ui');

function sources(): { path: string; text: string }[] {
  return readdirSync(root, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|tsx)$/.test(path))
    .map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
}

function offenders(pattern: RegExp): string[] {
  return sources().flatMap(({ path, text }) => [...text.matchAll(pattern)].map(([found]) => `${path}: ${found}`));
}

function allTexts(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(allTexts);
}

describe('the words', () => {
  it('say of every error what happened, what is safe and what to do', () => {
    expect(Object.keys(errorTexts).toSorted()).toEqual([...errorCodes].toSorted());
    for (const { happened, safe, todo } of Object.values(errorTexts)) {
      for (const sentence of [happened, safe, todo]) expect(sentence).toMatch(/^[A-Z].*\.$/);
    }
  });

  it('name every role, capacity, purpose and notice of the contract', () => {
    expect(Object.keys(en.roleNames)).toEqual([...roles]);
    expect(Object.keys(en.capacityNames)).toEqual([...capacities]);
    expect(Object.keys(en.purposeTexts)).toEqual([...purposes]);
    expect(Object.keys(en.noticeTexts)).toEqual([...openingNotices]);
  });

  it('say of an index that does not fit the log what was read elsewhere, and that nothing was deleted', () => {
    for (const notice of ['index-older', 'index-differs'] as const) {
      expect(en.noticeTexts[notice]).toContain('Who consented and what was deleted was read from the log');
      expect(en.noticeTexts[notice]).toContain('nothing was deleted because of this');
    }
  });

  it('are plain: no exclamation, no boast, no claim of compliance', () => {
    const words = [
      ...allTexts(en),
      ...allTexts(errorTexts),
      ...allTexts(jurisdictionText),
      ...allTexts(dutyTexts),
      ...allTexts(agreementWords),
    ].join('\n');
    expect(words).not.toMatch(/!|military|HIPAA|compliant|unbreakable|please/i);
  });
});

describe('the sentences', () => {
  it('are all shown somewhere: none is left over from what the page was before', () => {
    const code = sources()
      .filter(({ path }) => path !== 'text/en.ts')
      .map(({ text }) => text)
      .join('\n');
    const groups = Object.entries(en).flatMap(([group, words]) =>
      typeof words === 'object' ? Object.keys(words).map((key) => [group, key] as const) : [],
    );
    const shared = [
      'roleNames',
      'capacityNames',
      'purposeTexts',
      'languageNames',
      'noticeTexts',
      'recordingStateTexts',
    ];
    const unused = groups.filter(([group, key]) => !shared.includes(group) && !code.includes(`en.${group}.${key}`));
    expect(unused).toEqual([]);
  });
});

describe('the page', () => {
  it('shows no sentence that is not in text/', () => {
    const jsxText = />\s*[^<>{}()=;|&]*[A-Za-z]{2,}[^<>{}()=;|&]*<\//g;
    const labels = /\b(?:aria-label|title|label|placeholder|alt|hint)="[^"]+"/g;
    const tsx = [...offenders(jsxText), ...offenders(labels)].filter((line) => line.includes('.tsx: '));
    expect(tsx).toEqual([]);
  });

  it('never makes HTML of text', () => {
    expect(offenders(/dangerouslySetInnerHTML|\.innerHTML|insertAdjacentHTML|document\.write/g)).toEqual([]);
  });

  it('reaches the vault in one file and randomness in one', () => {
    const users = (pattern: RegExp) =>
      sources()
        .filter(({ text }) => pattern.test(text))
        .map(({ path }) => path);
    expect(users(/window\.sotto/)).toEqual(['vault-client.ts']);
    expect(users(/getRandomValues|randomUUID|Math\.random/)).toEqual(['views/first-run/passphrase-words.ts']);
  });

  it('brings no validator: what arrives was parsed at the border', () => {
    const values = /import (?!type)[^;]*from '[./]*contract\/(?!limits|error-codes|place-codes|agreement-codes)/g;
    expect(offenders(values)).toEqual([]);
  });
});
