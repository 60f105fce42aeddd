import type { PassphraseReply, PassphraseRequest } from '../../contract/passphrase-messages.ts';
import { addPassphrase } from '../use-cases/add-passphrase.ts';
import { changePassphrase } from '../use-cases/change-passphrase.ts';
import type { SheetTray } from '../use-cases/recovery-sheet.ts';
import { rekeyVault } from '../use-cases/rekey-vault.ts';
import { removeWay } from '../use-cases/remove-way.ts';
import type { Unlocked } from '../use-cases/unlocked.ts';
import type { OnDeriving } from '../vault/key-derivation.ts';

export type OpeningRequest = Extract<PassphraseRequest, { kind: 'create' | 'unlock' | 'unlock-by-sheet' }>;
export type WayRequest = Exclude<PassphraseRequest, OpeningRequest>;

export function isOpeningRequest(request: PassphraseRequest): request is OpeningRequest {
  return request.kind === 'create' || request.kind === 'unlock' || request.kind === 'unlock-by-sheet';
}

/** What is asked of an open vault with a secret in it: ties each request to its use case, as answers.ts does calls. */
export async function changeWays(
  unlocked: Unlocked,
  sheets: SheetTray,
  request: WayRequest,
  onDeriving: OnDeriving,
): Promise<PassphraseReply> {
  switch (request.kind) {
    case 'change-passphrase':
      await changePassphrase(unlocked, request, onDeriving);
      break;
    case 'add-passphrase':
      await addPassphrase(unlocked, request, onDeriving);
      break;
    case 'remove-way':
      await removeWay(unlocked, request, onDeriving);
      break;
    case 'make-sheet':
      return { kind: 'sheet', sheet: await sheets.make(request, onDeriving) };
    case 'confirm-sheet':
      await sheets.confirm(request.words);
      break;
    case 'drop-sheet':
      sheets.drop();
      break;
    case 'rekey':
      await rekeyVault(unlocked, request, onDeriving);
      break;
  }
  return { kind: 'done' };
}
