/**
 * The built-in template, in English, and its version: a changed word is a new version. What was agreed to before keeps its
 * own text in the vault. It promises nothing that the app does not do.
 */
export const builtInVersion = 3;

export const agreementTextEn = `# Agreement to an audio recording

{{opening}}

## Who records, and what

The therapist records, with this computer: the sound that its microphone hears while the recording sign is on the screen. No picture is recorded.

## What it may be used for

Each of these is asked for on its own. You grant only those that you tick below, and what you leave empty is refused. The recording may be used only for purposes that everyone who was asked has granted.

{{purposes}}

## Who may listen

{{listeners}}

## Where it is kept

In an encrypted vault on this computer. It is encrypted before it is written to the disk. The app sends nothing to any network. Whoever has the passphrase of the vault can open it.

## How long it is kept

{{retention}} {{destroy-by}} After the session each person is asked again: if any one of them then answers that the recording is to be destroyed, it is destroyed at once.

## Whose it is

{{ownership}} {{client-copy}} {{record}}

## Limits of confidentiality

What is said in the session is confidential, and so is the recording. A court or the law, or the need to protect somebody from serious harm, may oblige the therapist to disclose it, as with anything else that they know from a session. Where the law obliges them to keep it, they may put a hold on it. It is then not destroyed before the hold is lifted, and not played any more once you have withdrawn.

## Your rights

- You may say no, without giving a reason and without any disadvantage. The session then goes on without recording.
- You may ask at any time that the recording stops.
- You may have a part of a recording erased, when you are asked again after the session or at any time later. That part becomes silence; the rest stays.
- You may withdraw your agreement at any time, for all of it or for one recording. You then say whether what exists is destroyed, or kept and no longer used.

## What cannot be undone

Destroying means that the key of the recording is destroyed, so that it cannot be opened any more; of a part that is erased, the key of what still had it. Copies made before are not reached: copies of the vault, such as backups of this computer, and a copy that the client was given. This agreement, your code and your signature stay in the vault, and so does the note that the recording was made and destroyed.

## How long this agreement holds

{{valid-until}}
`;
