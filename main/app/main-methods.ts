import type { z } from 'zod';
import type { aboutSchema } from '../../contract/methods.ts';
import { receiptFileSchema, type ReceiptFile } from '../../contract/receipt.ts';
import type { Sotto } from './sotto.ts';

type MainHandlers = ReadonlyMap<string, (input: unknown) => unknown>;
type SaveReceipt = (wanted: ReceiptFile) => Promise<unknown>;
type About = z.output<typeof aboutSchema>;

/** The calls of the contract that main answers itself, by `group.call`. */
export function mainMethods<Port>(sotto: Sotto<Port>, about: About, save: SaveReceipt): MainHandlers {
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
    ['microphone.endCheck', done(() => sotto.check.end())],
    ['recordings.pause', done(() => sotto.recorders.control('pause'))],
    ['recordings.resume', done(() => sotto.recorders.control('resume'))],
    ['recordings.stop', done(() => sotto.recorders.control('stop'))],
    ['recordings.keepElsewhere', () => sotto.keepElsewhere().then((outcome) => ({ outcome }))],
    ['recordings.bookmark', done(() => sotto.recorders.control('bookmark'))],
  ]);
}
