import { expect, it } from 'vitest';
import { foldCode } from '../../main/catalog/fold-code.ts';

it.each([
  ['ab-12', 'AB-12'],
  ['Zoe\u0308', 'ZO\u00cb'],
  ['\u00c5', 'a\u030a'],
  ['Stra\u00dfe', 'STRASSE'],
  ['\u1e9e', 'ss'],
  ['\u03bf\u03b4\u03bf\u03c2', '\u039f\u0394\u039f\u03a3'],
])('takes %s and %s for the same code', (one, other) => {
  expect(foldCode(one)).toBe(foldCode(other));
});

it.each([
  ['a', 'b'],
  ['e', '\u00e9'],
  ['AB-12', 'AB12'],
])('takes %s and %s for two', (one, other) => {
  expect(foldCode(one)).not.toBe(foldCode(other));
});

it('leaves what is folded as it is', () => {
  for (const code of ['Zoe\u0308', '\u1e9e', '\u03c3\u03c2', '\u0130', 'i\u0307', '\u01c5', '\u1f80']) {
    expect(foldCode(foldCode(code))).toBe(foldCode(code));
  }
});

it('finds the start of a word in the word, also where a final letter has a form of its own', () => {
  expect(foldCode('\u03c3\u03bf\u03c3\u03b1')).toContain(foldCode('\u03c3\u03bf\u03c2'));
});
