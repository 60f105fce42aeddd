import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { z } from 'zod';
import { duties } from '../../../contract/place-codes.ts';
import { exportedEntrySchema, type ExportedEntry } from '../../../contract/event-log.ts';
import { toFailure } from '../../../contract/sotto-error.ts';
import { fromHex, toHex } from '../../../main/crypto/bytes.ts';
import { exportDigest, exportSignatureLabel, firstLink, nextLink } from '../../../main/crypto/v1/log-export.ts';
import { SecretKey } from '../../../main/crypto/secret-key.ts';
import { fingerprintOf, sign, signingPublicKey } from '../../../main/crypto/v1/signing-key.ts';
import { saveLog } from '../../../main/app/save-log.ts';
import { writeWholeFile } from '../../../main/app/write-file.ts';
import { answers } from '../../../main/vault-process/answers.ts';
import { useCaseSetting, type UseCaseSetting } from '../../support/use-case-setting.ts';
import { newPersonId, newRecordingId, newSessionId } from '../../support/vault-setting.ts';

const verifier = resolve(import.meta.dirname, '../../../docs/verify-log.py');
const fileSchema = z.object({
  format: z.literal('sotto-log'),
  version: z.literal(1),
  vault: z.string(),
  exported_at: z.number(),
  count: z.number(),
  entries: z.array(exportedEntrySchema),
  digest: z.string(),
  signature: z.object({ algorithm: z.literal('ed25519'), public_key: z.string(), signature: z.string() }),
});
type File = z.infer<typeof fileSchema>;

let folder = '';
let setting: UseCaseSetting;
let written: File;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'sotto-log-export-'));
  setting = await useCaseSetting();
  const { log } = setting.unlocked;
  const sessionId = newSessionId();
  // More than one part, and more than one chain.
  for (let count = 0; count < 300; count += 1) {
    await log.append({ kind: 'person', id: newPersonId() }, refusal(sessionId));
    await log.append({ kind: 'session', id: sessionId }, { kind: 'duty.confirmed', duty: duties[0] });
  }
  await log.append({ kind: 'recording', id: newRecordingId() }, { kind: 'recording.opened' });
  written = await exported();
}, 60_000);

afterAll(async () => {
  await setting[Symbol.asyncDispose]();
  await rm(folder, { recursive: true });
});

function refusal(sessionId: ReturnType<typeof newSessionId>) {
  const textHash = z.string().brand<'TextHash'>().parse('a'.repeat(64));
  return { kind: 'consent.refused', sessionId, textHash, language: 'en' } as const;
}

/** Through the calls of the contract and main, as the page has it done. */
async function exported(): Promise<File> {
  const path = join(folder, 'log.json');
  const saved = await saveLog(
    {
      pickFile: () => Promise.resolve(path),
      callVault: async (method, input) => {
        try {
          return { ok: true, value: await answers.get(method)?.(setting.unlocked, input) };
        } catch (error) {
          return { ok: false, error: toFailure(error) };
        }
      },
      printPage: () => Promise.reject(new Error('printed')),
      writeFile: writeWholeFile,
      nowMs: () => setting.world.nowMs,
      documents: () => folder,
    },
    { format: 'json', shown: null },
  );
  const file = fileSchema.parse(JSON.parse(await readFile(path, 'utf8')));
  expect(saved).toEqual({ outcome: 'saved', digest: file.digest });
  return file;
}

/** What the verifier says of a file, and whether it ended well. */
async function verified(file: unknown, ...more: string[]): Promise<{ readonly isOk: boolean; readonly said: string }> {
  const path = join(folder, 'looked-at.json');
  await writeFile(path, typeof file === 'string' ? file : JSON.stringify(file));
  return new Promise((done) => {
    execFile('python3', [verifier, path, ...more], (error, said) => done({ isOk: error === null, said }));
  });
}

/** As whoever alters a file can: with links, digest and key of its own. */
function chainedAnew(file: File, entries: readonly ExportedEntry[]): File {
  const vault = fromHex(file.vault);
  let link = firstLink(vault);
  const chained = entries.map((entry, n) => {
    const { time: atMs, subject: kind, id, previous: previousHead, evidence: evidenceDigest, head, body } = entry;
    link = nextLink(link, { sequence: n, atMs, kind, id, previousHead, evidenceDigest, head, body });
    return { ...entry, n, link: toHex(link) };
  });
  const digest = exportDigest(vault, chained.length, link);
  const seed = SecretKey.random('signing');
  const signature = {
    algorithm: 'ed25519',
    public_key: toHex(signingPublicKey(seed)),
    signature: toHex(sign(seed, exportSignatureLabel, digest)),
  } as const;
  return { ...file, entries: chained, count: chained.length, digest: toHex(digest), signature };
}

const without = (entries: readonly ExportedEntry[], place: number) => entries.filter((_, index) => index !== place);

describe('a log that was exported', () => {
  it('has every entry before it, and is the next entry of the log itself, with its digest', () => {
    const { log, vault } = setting.unlocked;
    expect(written.count).toBe(602);
    expect(written.entries.map(({ n }) => n)).toEqual(Array.from({ length: 602 }, (_, n) => n));
    expect(log.at(602)).toMatchObject({
      subject: { kind: 'vault', id: vault.vaultId },
      event: { body: { kind: 'log.exported', format: 'json', entries: 602, digest: written.digest } },
    });
  });

  it('is called whole by the verifier, by its own digest too', async () => {
    expect(await verified(written)).toMatchObject({ isOk: true });
    const known = await verified(written, '--digest', written.digest);
    expect(known.isOk).toBe(true);
    expect(known.said).toMatch(/^ok: 602 entries/);
    const fingerprint = fingerprintOf(setting.unlocked.vault.signingPublicKey);
    const signed = await verified(written, '--fingerprint', fingerprint);
    expect(signed.isOk).toBe(true);
    expect(signed.said).toContain(`signed by ${fingerprint}`);
  });

  it('is given out to nobody who has not begun an export', async () => {
    const part = answers.get('log.exportPart');
    await expect(part?.(setting.unlocked, { count: 603, from: 0, after: null })).rejects.toMatchObject({
      code: 'request/not-found',
    });
  });
});

describe('an altered export', () => {
  const alterations: readonly [string, (file: File) => unknown, RegExp][] = [
    [
      'with an entry edited',
      (file) => ({ ...file, entries: file.entries.with(7, { ...at(file, 7), body: '{"kind":"recording.kept"}' }) }),
      /entry 7: it was edited/,
    ],
    [
      'with the time of an entry edited',
      (file) => ({ ...file, entries: file.entries.with(9, { ...at(file, 9), time: 1 }) }),
      /entry 9: it was edited/,
    ],
    ['with an entry cut out', (file) => ({ ...file, entries: without(file.entries, 5) }), /entry 5: one was cut out/],
    ['with its end cut off', (file) => ({ ...file, entries: file.entries.slice(0, -1) }), /601 entries.*602/],
    [
      'with two entries in another order',
      (file) => ({ ...file, entries: file.entries.with(3, at(file, 4)).with(4, at(file, 3)) }),
      /entry 3: one was cut out, put in or moved/,
    ],
    [
      'with an entry put in',
      (file) => ({ ...file, entries: file.entries.toSpliced(4, 0, at(file, 2)) }),
      /entry 4: one was cut out, put in or moved/,
    ],
    [
      'with an entry added at the end',
      (file) => ({ ...file, entries: [...file.entries, at(file, 0)] }),
      /entry 602: one was cut out, put in or moved/,
    ],
    ['of another vault', (file) => ({ ...file, vault: '0'.repeat(32) }), /entry 0: it was edited/],
    ['with another count', (file) => ({ ...file, count: 601 }), /should be 601/],
    ['with another digest', (file) => ({ ...file, digest: '0'.repeat(64) }), /digest is not that/],
    [
      'with an entry cut out and the chain made anew',
      (file) => chainedAnew(file, without(file.entries, 2)),
      /entry 3: it does not follow the last entry of its subject/,
    ],
    [
      'with its signature replaced',
      (file) => ({ ...file, signature: chainedAnew(file, file.entries.slice(1)).signature }),
      /signature is not that of this file/,
    ],
    [
      'with a member of an entry there twice, of which a reader may show either',
      (file) => JSON.stringify(file).replace('"n":7,', '"n":7,"time":1,'),
      /is there twice/,
    ],
    [
      'with something put into an entry that no digest covers',
      (file) => ({ ...file, entries: file.entries.with(7, { ...at(file, 7), ...{ codes: 'K-12' } }) }),
      /entry 7 has a member that does not belong there: 'codes'/,
    ],
    [
      'with something put beside the entries',
      (file) => ({ ...file, 'note\nok: 602 entries': 'whole' }),
      /the file has a member that does not belong there: 'note\\nok/,
    ],
    [
      'with something put into the signature',
      (file) => ({ ...file, signature: { ...file.signature, signed_by: 'Dr. Example' } }),
      /the signature has a member that does not belong there/,
    ],
    ['with a version that only looks like 1', (file) => ({ ...file, version: true }), /version is no number/],
    [
      'with a fraction for a number',
      (file) => JSON.stringify(file).replace('"n":7,', '"n":7.0,'),
      /entry 7: n is no number/,
    ],
    [
      'that does not say when it was exported',
      (file) => ({ ...file, exported_at: 'yesterday' }),
      /exported_at is no number/,
    ],
    [
      'with a line of its own in the place of a number',
      (file) => JSON.stringify(file).replace('"n":7,', '"n":"\\nok: 602 entries, whole and in order",'),
      /^wrong: entry 7: n is no number\n$/,
    ],
    [
      'with a subject that is none',
      (file) => JSON.stringify(file).replace('"subject":"vault"', '"subject":{}'),
      /is none/,
    ],
    ['without a signature', (file) => ({ ...file, signature: null }), /there is no signature/],
    ['that is no JSON', () => '{"format": "sotto-log"', /cannot be read/],
    ['that is something else', () => [], /no log/],
  ];

  it.each(alterations)('%s is refused, with what is wrong', async (_, alter, said) => {
    const found = await verified(alter(written));
    expect(found.isOk).toBe(false);
    expect(found.said).toMatch(said);
  });

  it('made anew as a whole is told by the digest that Sotto showed, and by the key', async () => {
    const forged = chainedAnew(written, written.entries.slice(0, 100));
    expect(await verified(forged)).toMatchObject({ isOk: true });
    const found = await verified(forged, '--digest', written.digest);
    expect(found.isOk).toBe(false);
    expect(found.said).toMatch(/another file/);
    const fingerprint = fingerprintOf(setting.unlocked.vault.signingPublicKey);
    const signed = await verified(forged, '--fingerprint', fingerprint);
    expect(signed.isOk).toBe(false);
    expect(signed.said).toMatch(/another vault has signed this/);
  });
});

function at(file: File, place: number): ExportedEntry {
  const entry = file.entries[place];
  if (entry === undefined) throw new Error('there is no such entry');
  return entry;
}
