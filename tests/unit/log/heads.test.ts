import { expect, it } from 'vitest';
import { toHex } from '../../../main/crypto/bytes.ts';
import { encodeHead, headsDigest, noDigest, type Subject } from '../../../main/crypto/v1/log-entry.ts';
import { Heads } from '../../../main/log/heads.ts';

const vault: Subject = { kind: 'vault', id: new Uint8Array(16).fill(9) };
const ann: Subject = { kind: 'person', id: new Uint8Array(16).fill(1) };
const bea: Subject = { kind: 'person', id: new Uint8Array(16).fill(2) };

function headOf(byte: number) {
  return new Uint8Array(32).fill(byte);
}

function after(...steps: [Subject, number][]): Heads {
  const heads = new Heads();
  for (const [subject, byte] of steps) heads.advance(subject, headOf(byte));
  return heads;
}

it('knows the newest head of each subject, and zeros before its first', () => {
  const heads = after([ann, 1], [bea, 2], [ann, 3]);
  expect(heads.of(ann)).toEqual(headOf(3));
  expect(heads.of(bea)).toEqual(headOf(2));
  expect(heads.of(vault)).toEqual(noDigest);
});

it('is digested in ascending order of kind and id, whatever came first', () => {
  const table = [
    { subject: vault, count: 1, head: headOf(1) },
    { subject: ann, count: 1, head: headOf(2) },
    { subject: bea, count: 2, head: headOf(4) },
  ].map(encodeHead);
  expect(after([bea, 3], [ann, 2], [vault, 1], [bea, 4]).digest()).toEqual(headsDigest(table));
});

it('is digested anew after each step, with a new subject or without', () => {
  const heads = after([bea, 1]);
  const digests = [toHex(heads.digest())];
  for (const [subject, byte] of [
    [bea, 2],
    [ann, 3],
    [ann, 4],
    [vault, 5],
  ] as const) {
    heads.advance(subject, headOf(byte));
    digests.push(toHex(heads.digest()));
  }
  expect(new Set(digests).size).toBe(digests.length);
});
