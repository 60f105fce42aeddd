import { cp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, it } from 'vitest';
import { passphraseReplySchema, type PassphraseReply } from '../../../contract/passphrase-messages.ts';
import type { VaultToMain } from '../../../contract/vault-messages.ts';
import { toHex } from '../../../main/crypto/bytes.ts';
import { changePassphrase } from '../../../main/use-cases/change-passphrase.ts';
import type { Port } from '../../../main/vault-process/port.ts';
import { VaultServer } from '../../../main/vault-process/vault-server.ts';
import { Mailbox } from '../../support/mailbox.ts';
import { useCaseSetting } from '../../support/use-case-setting.ts';
import { clock, newSecrets, passphrase, temporaryFolder, type TemporaryFolder } from '../../support/vault-setting.ts';
import { addSession, addSheet, firstWay, ignore } from '../../support/ways-setting.ts';

const secrets = newSecrets();
const other = 'another passphrase altogether';
let folder: TemporaryFolder;
/** A server ends with its process, so none of them closes what it opened before all are done. */
const folders: TemporaryFolder[] = [];
/** The ways in as they were saved, before the passphrase was changed to `other`. */
let savedSlots: string;
let sheetWords: string;

beforeEach(async () => {
  folder = await temporaryFolder();
  folders.push(folder);
  await using setting = await useCaseSetting(secrets);
  await addSession(setting.unlocked);
  sheetWords = (await addSheet(setting.unlocked)).words.join(' ');
  savedSlots = toHex(setting.rooms.vault.slotsFile);
  const change = { slotId: firstWay(setting), passphrase, newPassphrase: other };
  await changePassphrase(setting.unlocked, change, ignore);
  await setting.reopen(() => cp(setting.folder, folder.path, { recursive: true }));
}, 30_000);
afterAll(async () => {
  for (const one of folders) await one[Symbol.asyncDispose]();
});

/** A vault process whose page and main are this test. */
function served() {
  const toMain = new Mailbox<VaultToMain>();
  const replies = new Mailbox<PassphraseReply>();
  let fromMain: (message: unknown, port: Port | null) => void = () => undefined;
  let fromPage: (message: unknown) => void = () => undefined;
  const disk = { freeBytes: () => Promise.resolve(10 ** 12) };
  const line = {
    post: (message: VaultToMain) => toMain.put(message),
    onMessage: (hear: typeof fromMain) => {
      fromMain = hear;
    },
  };
  new VaultServer(line, clock, disk, () => () => undefined).serve();
  const port: Port = {
    post: (message) => replies.put(passphraseReplySchema.parse(message)),
    onMessage: (hear) => {
      fromPage = hear;
    },
    onClose: () => undefined,
    close: () => undefined,
  };
  fromMain({ kind: 'open-folder', vaultFolder: folder.path }, null);
  fromMain({ kind: 'passphrase-port' }, port);
  return {
    toMain,
    replies,
    send: (message: unknown) => fromPage(message),
    fromMain: (message: unknown, given: Port | null) => fromMain(message, given),
  };
}

async function damageSlots(): Promise<void> {
  for (const name of ['slots.a', 'slots.b']) await writeFile(join(folder.path, name), 'nothing that could be read');
}

describe('requests on the port of the page', () => {
  it('are each answered, in their order, also one that is none', async () => {
    const { replies, send } = served();
    send({ kind: 'unlock', passphrase: other });
    await replies.take('opened');
    send({ kind: 'remove-way', proof: { by: 'passphrase', passphrase: 'x'.repeat(1025) }, slotId: '00'.repeat(16) });
    send({ kind: 'drop-sheet' });
    await replies.take('done');
    expect(replies.all('failed').map(({ error }) => error.code)).toEqual(['request/invalid']);
  }, 30_000);
});

describe('an export of the log', () => {
  it('lets other calls pass while it begins', async () => {
    const { toMain, replies, send, fromMain } = served();
    send({ kind: 'unlock', passphrase: other });
    await replies.take('opened');
    fromMain({ kind: 'call', requestId: 1, method: 'log.beginExport', input: { format: 'json', shown: null } }, null);
    fromMain({ kind: 'call', requestId: 2, method: 'settings.get', input: undefined }, null);
    await toMain.take('answer', ({ requestId }) => requestId === 2);
    expect(toMain.all('answer')).toEqual([]);
    const begun = await toMain.take('answer', ({ requestId }) => requestId === 1);
    expect(begun.answer.ok).toBe(true);
  }, 30_000);
});

describe('a rescue', () => {
  it('puts a saved copy in the place of damaged slots, which its passphrase opens again, and says so', async () => {
    await damageSlots();
    const { toMain, replies, send } = served();
    send({ kind: 'unlock', passphrase: other });
    expect((await replies.take('failed')).error.code).toBe('vault/slots-damaged');
    send({ kind: 'rescue', proof: { by: 'passphrase', passphrase }, savedSlots, rebuildsIndex: false });
    await replies.take('opened');
    expect((await toMain.take('unlocked')).notices).toEqual(['slots-restored']);
    expect(toHex(await readFile(join(folder.path, 'slots.b')))).toBe(savedSlots);
  }, 30_000);

  it('counts a passphrase that does not open the saved copy as a try', async () => {
    await damageSlots();
    const { toMain, replies, send } = served();
    send({ kind: 'rescue', proof: { by: 'passphrase', passphrase: other }, savedSlots, rebuildsIndex: false });
    expect((await replies.take('failed')).error.code).toBe('vault/unlock-failed');
    await toMain.take('try-failed');
  }, 30_000);

  it('makes an index anew that cannot be read, and says so', async () => {
    await writeFile(join(folder.path, 'index.1'), 'nothing that could be read');
    const { toMain, replies, send } = served();
    send({ kind: 'rescue', proof: { by: 'passphrase', passphrase: other }, savedSlots: null, rebuildsIndex: true });
    await replies.take('opened');
    expect((await toMain.take('unlocked')).notices).toEqual(['index-rebuilt']);
  }, 30_000);

  it('is done by the words of a sheet, too', async () => {
    await damageSlots();
    await writeFile(join(folder.path, 'index.1'), 'nothing that could be read');
    const { toMain, replies, send } = served();
    send({ kind: 'rescue', proof: { by: 'sheet', words: sheetWords }, savedSlots, rebuildsIndex: true });
    await replies.take('opened');
    expect((await toMain.take('unlocked')).notices).toEqual(['slots-restored', 'index-rebuilt']);
  });

  it('leaves alone what is whole', async () => {
    const { replies, send } = served();
    const before = await readFile(join(folder.path, 'slots.a'));
    send({ kind: 'rescue', proof: { by: 'passphrase', passphrase }, savedSlots, rebuildsIndex: false });
    expect((await replies.take('failed')).error.code).toBe('request/conflict');
    expect(await readFile(join(folder.path, 'slots.a'))).toEqual(before);
  }, 30_000);
});

describe('a policy', () => {
  const policy = { standing: 'read', lockAfterMinutes: { minimum: 1, maximum: 2 }, digest: 'a1'.repeat(32) };
  const settings = { bitrateBps: 48_000, microphone: null, lockWhenHidden: false };

  /** A vault in which five minutes were chosen, unlocked under the policy. */
  async function unlocked() {
    const server = served();
    server.fromMain({ kind: 'policy', policy }, null);
    server.send({ kind: 'unlock', passphrase: other });
    await server.replies.take('opened');
    return server;
  }

  it('has the longest time that it allows count in the place of a longer one', async () => {
    const { toMain } = await unlocked();
    expect(await toMain.take('lock-after')).toMatchObject({ minutes: 2 });
  }, 30_000);

  it('refuses another time than it allows, whoever asks', async () => {
    const { toMain, fromMain } = await unlocked();
    const input = { ...settings, lockAfterMinutes: 10 };
    fromMain({ kind: 'call', requestId: 1, method: 'settings.set', input }, null);
    expect((await toMain.take('answer', ({ requestId }) => requestId === 1)).answer).toMatchObject({
      ok: false,
      error: { code: 'policy/lock-time' },
    });
  }, 30_000);

  it('leaves what was chosen as it is, and does not hinder what else is', async () => {
    const { toMain, fromMain } = await unlocked();
    const input = { ...settings, lockAfterMinutes: 5, lockWhenHidden: true };
    fromMain({ kind: 'call', requestId: 1, method: 'settings.set', input }, null);
    expect((await toMain.take('answer', ({ requestId }) => requestId === 1)).answer).toMatchObject({
      ok: true,
      value: { lockAfterMinutes: 5 },
    });
    const said = await toMain.take('lock-after', ({ whenHidden }) => whenHidden);
    expect(said.minutes).toBe(2);
  }, 30_000);

  it('is in the log from the unlock on that met it', async () => {
    const { toMain, fromMain } = await unlocked();
    const filter = { groups: ['vault'], personId: null, sessionId: null, fromMs: null, untilMs: null };
    fromMain({ kind: 'call', requestId: 1, method: 'log.list', input: { before: null, filter } }, null);
    const { answer } = await toMain.take('answer', ({ requestId }) => requestId === 1);
    expect(answer).toMatchObject({
      ok: true,
      value: { lines: [{ kind: 'policy.applied' }, { kind: 'vault.unlocked' }, {}, {}, {}] },
    });
  }, 30_000);
});
