import type { ErrorCode } from '../../../contract/error-codes.ts';

const vaultStays = 'This vault has not changed.';
const removed = `${vaultStays} What had been copied was removed.`;

/** What is said when what is whole cannot be copied to another folder. */
export const copyErrorTexts = {
  'vault/copy-in-vault': {
    happened: 'This folder is the vault’s own, or lies in it.',
    safe: 'Nothing was copied.',
    todo: 'Choose an empty folder outside the vault, best on another disk.',
  },
  'vault/copy-no-room': {
    happened: 'There is not enough room for the copy on the disk with that folder.',
    safe: removed,
    todo: 'Free some space there, or choose a folder on another disk.',
  },
  'vault/copy-unwritable': {
    happened: 'The copy could not be written to that folder.',
    safe: removed,
    todo: 'If it is on a stick or a shared drive, check that it is connected. Or choose a folder on another disk.',
  },
  'vault/copy-foreign': {
    happened: 'There is no copy of this vault in that folder.',
    safe: 'Nothing was changed.',
    todo: 'Choose the folder of the copy itself: the one that holds slots.a and state.a. A copy of another vault is finished in that vault.',
  },
  'vault/copy-other-keys': {
    happened: 'This copy has other keys: the vault has been given new ones since the copy was made.',
    safe: 'Nothing was changed.',
    todo: 'Open the copy as a vault, by a passphrase or sheet of that day, and delete there what was destroyed here. Or delete the whole copy.',
  },
  'vault/copy-unreadable': {
    happened: 'This copy cannot be read: it is damaged, or a newer Sotto has written it.',
    safe: 'What was destroyed here may still be in it.',
    todo: 'Open it as a vault to see what can be done about it. Or delete the whole copy.',
  },
  'vault/copy-unreachable': {
    happened: 'The copy could not be read or written.',
    safe: 'What has been destroyed in it stays destroyed. The rest may still be in it.',
    todo: 'Check that its disk is connected, can be written to and has room. Then finish destroying there again.',
  },
} as const satisfies Partial<Record<ErrorCode, Readonly<Record<'happened' | 'safe' | 'todo', string>>>>;
