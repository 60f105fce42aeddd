import type { TemplateId } from '../../contract/agreement.ts';
import type { PassageWish } from '../../contract/passage.ts';
import type { PersonId, RecordingId, SessionId, SlotId } from '../../contract/ids.ts';

/** A change to who comes into the vault. */
export type WayChange =
  | { readonly act: 'change-passphrase'; readonly slotId: SlotId }
  | { readonly act: 'add-passphrase' }
  | { readonly act: 'remove'; readonly slotId: SlotId; readonly wayName: string }
  | { readonly act: 'sheet'; readonly replaces: SlotId | null }
  | { readonly act: 'rekey'; readonly passphrases: number };

/** Where the person is. Lives in memory only: an address would say more than a locked screen may. */
export type Place =
  | { readonly name: 'sessions' }
  | { readonly name: 'people' }
  | { readonly name: 'person'; readonly personId: PersonId }
  | { readonly name: 'due' }
  /** `personId`, `sessionId`: of whom or which the log is shown; null for all. */
  | { readonly name: 'log'; readonly personId?: PersonId; readonly sessionId?: SessionId }
  | { readonly name: 'settings' }
  | { readonly name: 'way'; readonly change: WayChange }
  | { readonly name: 'check-vault' }
  /** `sessionId` is null until the first participant is added, so that looking in leaves nothing behind. */
  | { readonly name: 'new-session'; readonly sessionId: SessionId | null }
  | { readonly name: 'agreement'; readonly sessionId: SessionId; readonly personId: PersonId }
  | { readonly name: 'terms'; readonly sessionId: SessionId | null }
  | { readonly name: 'template'; readonly templateId: TemplateId }
  | { readonly name: 'recording' }
  | { readonly name: 'recording-sign' }
  | { readonly name: 'after'; readonly sessionId: SessionId; readonly recordingId: RecordingId }
  /** `wish` null: the page asks who wants it. */
  | {
      readonly name: 'erase-part';
      readonly sessionId: SessionId;
      readonly recordingId: RecordingId;
      readonly wish: PassageWish | null;
    }
  | { readonly name: 'certificate'; readonly recordingId: RecordingId }
  /** `sessionId` null: of all sessions. */
  | { readonly name: 'receipts'; readonly sessionId: SessionId | null; readonly personId: PersonId }
  /** `withdraws`: who has just said so in the running recording, which stops first. `hears`: which recording is on. */
  | {
      readonly name: 'session';
      readonly sessionId: SessionId;
      readonly opensOn?: 'notes';
      readonly withdraws?: PersonId;
      readonly hears?: RecordingId;
    };
