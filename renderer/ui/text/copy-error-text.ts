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
} as const satisfies Partial<Record<ErrorCode, Readonly<Record<'happened' | 'safe' | 'todo', string>>>>;
