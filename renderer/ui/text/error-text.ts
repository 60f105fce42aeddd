import type { ErrorCode } from '../../../contract/error-codes.ts';
import { copyErrorTexts } from './copy-error-text.ts';
import { wayErrorTexts } from './way-error-text.ts';

/** What an error says: what happened, what is safe, what to do. */
export interface ErrorText {
  readonly happened: string;
  readonly safe: string;
  readonly todo: string;
}

const nothingChanged = 'Nothing in your vault has changed.';
const savedStays = 'What was saved before this moment stays saved.';
const othersSafe = 'Your other recordings are not affected.';
const keepCopy = 'Leave the vault folder as it is and make a copy of it before you try anything else.';

export const errorTexts: Readonly<Record<ErrorCode, ErrorText>> = {
  'vault/not-found': {
    happened: 'There is no vault in this folder.',
    safe: 'Nothing was written there.',
    todo: 'If it is on a stick or a shared drive, connect that first. Otherwise open the folder that holds your vault.',
  },
  'vault/already-exists': {
    happened: 'This folder already holds a vault.',
    safe: 'It was not touched.',
    todo: 'Open it as an existing vault, or choose another folder for a new one.',
  },
  'vault/folder-not-empty': {
    happened: 'This folder already holds other files.',
    safe: 'They were not touched.',
    todo: 'Choose an empty folder, or make a new one for the vault.',
  },
  'vault/unlock-failed': {
    happened:
      'The vault did not open. Either the passphrase is different, or the part of the vault that checks it is damaged. Sotto cannot tell which.',
    safe: nothingChanged,
    todo: 'Check capital letters, spaces and the keyboard language, and try again. You can try as often as you like.',
  },
  'vault/try-later': {
    happened: 'After several tries that did not open the vault, the next one has to wait.',
    safe: 'Nothing was tried, and nothing is ever deleted because of wrong tries.',
    todo: 'Wait half a minute, then try again.',
  },
  'vault/slots-damaged': {
    happened: 'Both copies of the part that checks your passphrase are damaged.',
    safe: 'The recordings themselves were not touched, but this vault cannot be opened as it is.',
    todo: `If you saved a copy of the ways in, use it below. Otherwise open a backup of the vault folder, if you have one. ${keepCopy}`,
  },
  'vault/slots-copy-unfit': {
    happened:
      'This copy of the ways in does not fit the vault: it is damaged, of another vault, or from before the vault got new keys.',
    safe: nothingChanged,
    todo: 'Choose another copy, saved later, or open a backup of the vault folder.',
  },
  'vault/state-damaged': {
    happened: 'Both copies of the vault’s state are damaged. The keys of this vault are in it, and nowhere else.',
    safe: 'Your recordings were not touched, but they cannot be opened without it.',
    todo: `Open a backup of the whole vault folder. If you have none, ask somebody who recovers files to look for “state.a” and “state.b”. ${keepCopy}`,
  },
  'vault/key-table-damaged': {
    happened: 'Both copies of the table that holds the keys of your recordings are damaged.',
    safe: 'Nothing was replaced or deleted.',
    todo: `If you have a backup of the vault folder, open that. ${keepCopy}`,
  },
  'vault/index-damaged': {
    happened: 'The vault’s list of sessions cannot be read.',
    safe: 'It was not replaced, and the recordings were not touched.',
    todo: 'Make a copy of the vault folder before you try anything. If you have a backup of the folder, open that: it may have everything. Otherwise make a new list below.',
  },
  'vault/log-damaged': {
    happened: 'The vault’s log of events has been damaged or changed outside Sotto.',
    safe: 'Nothing was replaced, and the recordings were not touched.',
    todo: `If you have a backup of the vault folder, open that. ${keepCopy}`,
  },
  'vault/newer-version': {
    happened: 'This vault was last used by a newer Sotto than this one.',
    safe: 'It was not touched.',
    todo: 'Open it with the newer Sotto, or install that version here.',
  },
  'vault/in-use': {
    happened: 'Another Sotto has this vault open.',
    safe: nothingChanged,
    todo: 'Close the other window, or ask the person who is using it on this computer, and try again.',
  },
  'vault/locked': {
    happened: 'The vault is locked.',
    safe: 'A running recording goes on.',
    todo: 'Unlock the vault and do it again.',
  },
  'vault/passphrase-too-short': {
    happened: 'This passphrase is too short.',
    safe: 'Nothing was created.',
    todo: 'Use at least 12 characters. Several unrelated words are easy to remember and hard to guess.',
  },
  'vault/passphrase-too-long': {
    happened: 'This passphrase is too long.',
    safe: nothingChanged,
    todo: 'Use at most 1,024 characters.',
  },
  'vault/key-derivation-refused': {
    happened: 'This vault asks for more memory to check a passphrase than Sotto allows.',
    safe: 'Sotto stopped before doing so. Nothing has changed.',
    todo: 'The vault may have been tampered with. If you have a backup of the vault folder, open that.',
  },
  ...wayErrorTexts,
  ...copyErrorTexts,
  'integrity/header-foreign': {
    happened: 'This file does not belong to this recording or this vault.',
    safe: othersSafe,
    todo: 'If you have a backup, put the right file back from it.',
  },
  'integrity/chunk-unauthentic': {
    happened: 'A part of this recording is damaged or was changed outside Sotto.',
    safe: 'Sotto plays no sound it cannot vouch for. The other parts of the recording still play.',
    todo: 'Listen to the parts before and after, or put the file back from a backup.',
  },
  'integrity/final-missing': {
    happened: 'This recording has no proper end. It was cut off, or its end was removed.',
    safe: 'The part before still plays.',
    todo: 'If you expected more, put the file back from a backup.',
  },
  'integrity/final-unauthentic': {
    happened: 'The end of this recording is damaged or was changed outside Sotto.',
    safe: 'The part before still plays.',
    todo: 'If you expected more, put the file back from a backup.',
  },
  'integrity/record-malformed': {
    happened: 'An entry in the vault cannot be read.',
    safe: othersSafe,
    todo: 'Lock and unlock the vault. If it happens again, put the vault back from a backup.',
  },
  'integrity/record-unauthentic': {
    happened: 'An entry in the vault is damaged or was changed outside Sotto.',
    safe: othersSafe,
    todo: 'Put the vault back from a backup, or go on without this entry.',
  },
  'integrity/chain-broken': {
    happened: 'The order of events in the vault’s log does not hold together. Something was changed outside Sotto.',
    safe: 'The recordings were not touched.',
    todo: `Compare with a backup if you have one. ${keepCopy}`,
  },
  'integrity/shortened': {
    happened: 'A file in the vault is shorter than it was when Sotto last saw it.',
    safe: 'What is left was not touched.',
    todo: 'If you have a backup, put the file back from it.',
  },
  'storage/disk-full': {
    happened: 'The disk is full.',
    safe: savedStays,
    todo: 'Free some space on the disk that holds the vault and try again.',
  },
  'storage/read-only': {
    happened: 'The vault’s folder can be read but not written to.',
    safe: nothingChanged,
    todo: 'If it lies on a stick, check its write switch. Otherwise ask whoever looks after this computer.',
  },
  'storage/permission-denied': {
    happened: 'This computer does not let you use that folder.',
    safe: nothingChanged,
    todo: 'Choose a folder of your own, or ask whoever looks after this computer.',
  },
  'storage/folder-gone': {
    happened: 'The vault’s folder has gone while Sotto was using it.',
    safe: savedStays,
    todo: 'Connect the stick or drive again, then unlock the vault.',
  },
  'storage/io-failed': {
    happened: 'The disk reported an error.',
    safe: savedStays,
    todo: 'Try again. If it happens again, copy the vault folder to another disk soon: this one may be failing.',
  },
  'capture/no-microphone': {
    happened: 'No microphone was found.',
    safe: 'Nothing is being recorded.',
    todo: 'Connect a microphone, or choose another one, and try again.',
  },
  'capture/microphone-busy': {
    happened: 'The microphone is there, but the computer does not let Sotto hear it. Another application may hold it.',
    safe: 'Nothing is being recorded.',
    todo: 'Close calls and other recorders that use it, or choose another microphone, and try again.',
  },
  'capture/permission-denied': {
    happened: 'This computer does not let Sotto use the microphone.',
    safe: 'Nothing is being recorded.',
    todo: 'Allow the microphone for Sotto in the system’s privacy settings and try again.',
  },
  'capture/device-lost': {
    happened: 'The microphone was disconnected.',
    safe: savedStays,
    todo: 'Connect it again, check it, and start a new recording.',
  },
  'capture/encoder-failed': {
    happened: 'The sound could not be encoded.',
    safe: savedStays,
    todo: 'Start a new recording. If it fails again, restart Sotto.',
  },
  'capture/page-gone': {
    happened: 'The part of Sotto that listens to the microphone stopped.',
    safe: savedStays,
    todo: 'Start a new recording.',
  },
  'capture/recorder-gone': {
    happened: 'The part of Sotto that writes the recording stopped.',
    safe: savedStays,
    todo: 'Start a new recording. The vault offers what was saved when you next unlock it.',
  },
  'capture/packet-refused': {
    happened: 'Sound arrived in a form that Sotto does not trust, so it stopped recording.',
    safe: savedStays,
    todo: 'Start a new recording. If it fails again, restart Sotto.',
  },
  'consent/agreement-changed': {
    happened: 'The agreement has changed since it was shown.',
    safe: 'No answer was noted.',
    todo: 'Read the agreement as it is now, then answer.',
  },
  'consent/agreement-missing': {
    happened: 'The terms of the agreement have not been chosen yet, so there is nothing to agree to.',
    safe: 'No answer was noted.',
    todo: 'Go back to the session and choose the terms.',
  },
  'consent/terms-past': {
    happened: 'A day that was chosen is past.',
    safe: nothingChanged,
    todo: 'Choose a day that is still to come.',
  },
  'consent/template-field': {
    happened: 'A field of the template is not as it has to be.',
    safe: 'The text is still on your screen, and every version saved before is as it was.',
    todo: 'Correct the field and save again.',
  },
  'consent/no-purpose': {
    happened: 'No purpose is ticked, so there is nothing the recording may be used for.',
    safe: 'No answer was noted.',
    todo: 'Tick at least one purpose, or choose “I do not agree”.',
  },
  'consent/signature-missing': {
    happened: 'There is no signature yet.',
    safe: 'No answer was noted.',
    todo: 'Type your name or draw your signature at the foot of the agreement.',
  },
  'consent/scan-missing': {
    happened: 'The scan did not arrive whole.',
    safe: 'No answer was noted.',
    todo: 'Choose the file again, then press “I agree”.',
  },
  'consent/scan-unknown': {
    happened: 'That file is no PNG or JPEG picture and no PDF, whatever it is called.',
    safe: 'No answer was noted, and nothing of the file was kept.',
    todo: 'Choose the scan or photo of the form as PNG, JPEG or PDF.',
  },
  'consent/date-in-future': {
    happened: 'The date on the paper is in the future.',
    safe: 'No answer was noted.',
    todo: 'Enter the date that is on the paper. If it is right, check the clock of this computer.',
  },
  'consent/somebody-refused': {
    happened: 'Somebody in this session has not agreed to be recorded, so nothing is recorded, not even a consent.',
    safe: 'Nothing was recorded.',
    todo: 'Agree by typing or drawing your name, or go back and hear what the other person says now.',
  },
  'consent/spoken-missing': {
    happened: 'What you said is not there any more, or not whole, or it was said to another agreement.',
    safe: 'No answer was noted.',
    todo: 'Record what you say again, then press “I agree”.',
  },
  'consent/spoken-too-short': {
    happened: 'What was recorded is not longer than a second.',
    safe: 'No answer was noted.',
    todo: 'Record what you say again and say the whole sentence, then press “I agree”.',
  },
  'consent/withdrawn': {
    happened: 'Somebody in this recording has withdrawn their consent, so it is not played and not given out.',
    safe: 'It lies in your vault as it was, and nobody can listen to it there.',
    todo: 'You can destroy it. To use it, nothing can be done here: a withdrawal is not taken back.',
  },
  'policy/lock-time': {
    happened: 'The policy of this computer does not allow this time before a lock.',
    safe: 'The time that was chosen before stays.',
    todo: 'Choose one of the times that are offered, or ask whoever looks after this computer.',
  },
  'request/invalid': {
    happened: 'Sotto did not accept what was entered.',
    safe: nothingChanged,
    todo: 'Check the fields and try again.',
  },
  'request/forbidden': {
    happened: 'This is not allowed here.',
    safe: nothingChanged,
    todo: 'Go back to your sessions.',
  },
  'request/not-found': {
    happened: 'What you asked for is not in this vault.',
    safe: nothingChanged,
    todo: 'It may have been destroyed. Go back to your sessions.',
  },
  'request/conflict': {
    happened: 'This cannot be done at the moment, because something else is going on or has changed in between.',
    safe: nothingChanged,
    todo: 'Look at what the screen shows now and try again.',
  },
  'request/held': {
    happened: 'This is on hold, or a recording in it is.',
    safe: nothingChanged,
    todo: 'Look at the hold in Due. Whoever placed it can lift it when its reason is gone.',
  },
  'internal/unexpected': {
    happened: 'Something in Sotto went wrong that should not.',
    safe: savedStays,
    todo: 'Try again. If it happens again, lock the vault and restart Sotto.',
  },
  'internal/process-gone': {
    happened: 'A part of Sotto stopped and was closed.',
    safe: `${savedStays} The vault is locked.`,
    todo: 'Unlock the vault and go on.',
  },
};
