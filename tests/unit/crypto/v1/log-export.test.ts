import { describe, expect, test } from 'vitest';
import { toHex } from '../../../../main/crypto/bytes.ts';
import {
  exportDigest,
  exportSignatureLabel,
  firstLink,
  nextLink,
  type PublicEntry,
} from '../../../../main/crypto/v1/log-export.ts';

const vaultId = new Uint8Array(16).fill(3);
const entry: PublicEntry = {
  sequence: 5,
  atMs: 1_700_000_000_000,
  kind: 'recording',
  id: '04'.repeat(16),
  previousHead: '05'.repeat(32),
  evidenceDigest: '06'.repeat(32),
  head: '07'.repeat(32),
  body: '{"kind":"vault.created","é":1}',
};

// Computed with Python's hashlib.blake2b from docs/log-export.md.
describe('the links of an exported log', () => {
  test('are those of its format', () => {
    const first = firstLink(vaultId);
    expect(toHex(first)).toBe('d5846c39af245f789acf8682d43618ee63210c0ccd31b77bdb91ee4510fd7e4d');
    const next = nextLink(first, entry);
    expect(toHex(next)).toBe('247bfb81aa54eb257c87069a2f76bd3cd8d0de3475e8a17831146680ee0b15cd');
    expect(toHex(exportDigest(vaultId, 1, next))).toBe(
      '447399347836e2a7298178367fd479b738f747fcf706a0932f9d0a6c54bbde77',
    );
  });

  test('follow every field of an entry', () => {
    const changes: Partial<PublicEntry>[] = [
      { sequence: 6 },
      { atMs: 0 },
      { kind: 'session' },
      { id: '00'.repeat(16) },
      { previousHead: '00'.repeat(32) },
      { evidenceDigest: '00'.repeat(32) },
      { head: '00'.repeat(32) },
      { body: '{}' },
    ];
    const links = [{}, ...changes].map((change) => toHex(nextLink(firstLink(vaultId), { ...entry, ...change })));
    expect(new Set(links).size).toBe(changes.length + 1);
  });

  test('are signed under a label of their own', () => {
    expect(exportSignatureLabel).toBe('log export signature');
  });
});
