import type { z } from 'zod';
import { methods, type aboutSchema } from '../../contract/methods.ts';
import type { Readiness } from '../../contract/recording.ts';
import { receiptFileSchema, type ReceiptFile } from '../../contract/receipt.ts';
import { certificateFileSchema, type CertificateFile } from '../../contract/retention.ts';
import type { Sotto } from './sotto.ts';

type MainHandlers = ReadonlyMap<string, (input: unknown) => unknown>;
type SaveReceipt = (wanted: ReceiptFile) => Promise<unknown>;
type SaveLog = (wanted: z.output<typeof methods.log.save.input>) => Promise<unknown>;
type SaveCertificate = (wanted: CertificateFile) => Promise<unknown>;
type About = z.output<typeof aboutSchema>;

/** What of Electron and the system main's own answers need. */
export interface MainMethodParts {
  readonly about: About;
  readonly save: SaveReceipt;
  readonly saveLog: SaveLog;
  readonly saveSlots: () => Promise<unknown>;
  /** A saved copy of the slots, or null when the person changed their mind. */
  readonly pickSlotsCopy: () => Promise<unknown>;
  readonly saveCertificate: SaveCertificate;
  readonly readiness: () => Promise<Readiness>;
}

/** The calls of the contract that main answers itself, by `group.call`. */
export function mainMethods<Port>(
  sotto: Sotto<Port>,
  { about, save, saveLog, saveCertificate, saveSlots, pickSlotsCopy, readiness }: MainMethodParts,
): MainHandlers {
  const done = (act: () => void) => () => {
    act();
    return null;
  };
  return new Map<string, (input: unknown) => unknown>([
    ['app.getState', () => sotto.state.current],
    ['app.about', () => about],
    ['app.chooseNewVaultFolder', () => sotto.choose('new')],
    ['app.openExistingVault', () => sotto.choose('existing')],
    ['app.lookAgain', () => sotto.lookAgain()],
    ['app.lock', () => sotto.lock().then(() => null)],
    ['consent.saveReceipt', (input) => save(receiptFileSchema.parse(input))],
    ['app.pickSlotsCopy', pickSlotsCopy],
    ['ways.saveSlots', saveSlots],
    ['log.save', (input) => saveLog(methods.log.save.input.parse(input))],
    ['certificates.save', (input) => saveCertificate(certificateFileSchema.parse(input))],
    ['microphone.endCheck', done(() => sotto.check.end())],
    ['microphone.playTest', done(() => sotto.check.play())],
    ['microphone.dropTest', done(() => sotto.check.close())],
    ['recordings.readiness', readiness],
    ['recordings.pause', done(() => sotto.recorders.control('pause'))],
    ['recordings.resume', done(() => sotto.recorders.control('resume'))],
    ['recordings.stop', done(() => sotto.recorders.control('stop'))],
    ['recordings.keepElsewhere', () => sotto.keepElsewhere().then((outcome) => ({ outcome }))],
    ['copy.begin', () => sotto.copyWhole().then((outcome) => ({ outcome }))],
    ['copies.choose', () => sotto.chooseCopy().then((outcome) => ({ outcome }))],
    ['recordings.bookmark', done(() => sotto.recorders.control('bookmark'))],
  ]);
}
