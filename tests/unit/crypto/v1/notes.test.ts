import { describe, expect, test } from 'vitest';
import { SecretKey } from '../../../../main/crypto/secret-key.ts';
import { randomBytes } from '../../../../main/crypto/sodium.ts';
import { openNotes, sealNotes } from '../../../../main/crypto/v1/notes.ts';
import { watchKeys } from '../../../support/key-watch.ts';

const notesKey = SecretKey.random('notes');
const place = { vaultId: randomBytes(16), notesId: randomBytes(16), version: 7 };
const unauthentic: unknown = expect.objectContaining({ code: 'integrity/record-unauthentic' });

describe('sealed notes', () => {
  test.each(['', 'Slept badly. **Calmer** today.', '\ufeffa\r\nb\u0000c', '眠れない 🌒'])('give back %j', (text) => {
    expect(openNotes(notesKey, place, sealNotes(notesKey, place, text).sealed).text).toBe(text);
  });

  test('have the digest that they were sealed with, and another at every sealing', () => {
    const [one, other] = [sealNotes(notesKey, place, 'same'), sealNotes(notesKey, place, 'same')];
    expect(openNotes(notesKey, place, one.sealed).digest).toEqual(one.digest);
    expect(other.digest).not.toEqual(one.digest);
  });

  test('open under their key, in their vault, as their notes and as their version only', () => {
    const { sealed } = sealNotes(notesKey, place, 'mine');
    expect(() => openNotes(SecretKey.random('notes'), place, sealed)).toThrow(unauthentic);
    expect(() => openNotes(notesKey, { ...place, vaultId: randomBytes(16) }, sealed)).toThrow(unauthentic);
    expect(() => openNotes(notesKey, { ...place, notesId: randomBytes(16) }, sealed)).toThrow(unauthentic);
    expect(() => openNotes(notesKey, { ...place, version: 6 }, sealed)).toThrow(unauthentic);
  });

  test('are refused when any byte of them is other, or missing', () => {
    const { sealed } = sealNotes(notesKey, place, 'mine');
    for (const [index, byte] of sealed.entries()) {
      expect(() => openNotes(notesKey, place, sealed.with(index, byte ^ 1))).toThrow(unauthentic);
      expect(() => openNotes(notesKey, place, sealed.subarray(0, index))).toThrow(unauthentic);
    }
  });

  test('leave no key behind, whether they open or not', () => {
    using watch = watchKeys();
    const { sealed } = sealNotes(notesKey, place, 'mine');
    openNotes(notesKey, place, sealed);
    expect(() => openNotes(notesKey, { ...place, version: 8 }, sealed)).toThrow(unauthentic);
    expect(watch.made()).toEqual(['notes-text', 'notes-text', 'notes-text']);
    expect(watch.alive()).toEqual([]);
  });

  test('hold the text nowhere in clear', () => {
    const { sealed } = sealNotes(notesKey, place, 'canary');
    expect(Buffer.from(sealed).includes('canary')).toBe(false);
  });
});
