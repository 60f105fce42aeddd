import type { Capacity } from '../../contract/session.ts';

/**
 * The built-in agreement, in English. A document that people sign, not a screen: a changed word is a changed hash, and
 * what was agreed to before keeps its own text in the vault. It promises nothing that the app does not do.
 */
const opening: Record<Capacity, string> = {
  self: 'You are asked whether this session may be recorded. Recording starts only when everyone present has agreed, each for themselves.',
  guardian:
    'You are asked, as guardian of a person present, whether this session may be recorded. Recording starts only when everyone present has agreed.',
  proxy:
    'You are asked, on behalf of a person present whom you represent, whether this session may be recorded. Recording starts only when everyone present has agreed.',
};

export function agreementTextEn(capacity: Capacity): string {
  return `# Agreement to an audio recording

${opening[capacity]}

## What is recorded

The sound in the room while the recording sign is on the screen, by the microphone of this computer. No picture is recorded.

## What it may be used for

Below are the purposes, one by one. You grant only those that you tick. What you leave empty is refused. The recording may be used only for purposes that everyone present has granted.

## Where it is kept

In an encrypted vault on this computer. It is encrypted before it is written to the disk. The app sends nothing to any network. Whoever has the passphrase of the vault can listen.

## How long it is kept

There is no fixed date in this agreement: the recording is kept until somebody destroys it. After the session each person is asked again. If any one person then answers that it is to be destroyed, it is destroyed at once.

## What cannot be undone

Destroying means that the key of the recording is destroyed, so that the recording cannot be opened any more. Copies of the vault made before, such as backups of this computer, are not reached. This agreement, your code and your signature stay in the vault, and so does the note that the recording was made and destroyed.

## Your rights

You may say no, without giving a reason and without any disadvantage; the session then goes on without recording. You may ask at any time that the recording stops. This agreement is for this session only.
`;
}
