import { z } from 'zod';

/** Sixteen random bytes in lower-case hexadecimal: how every id crosses a process border. */
const hexId = z.string().regex(/^[0-9a-f]{32}$/);

export const vaultIdSchema = hexId.brand<'VaultId'>();
export type VaultId = z.infer<typeof vaultIdSchema>;

export const sessionIdSchema = hexId.brand<'SessionId'>();
export type SessionId = z.infer<typeof sessionIdSchema>;

export const personIdSchema = hexId.brand<'PersonId'>();
export type PersonId = z.infer<typeof personIdSchema>;

export const recordingIdSchema = hexId.brand<'RecordingId'>();
export type RecordingId = z.infer<typeof recordingIdSchema>;

export const notesIdSchema = hexId.brand<'NotesId'>();
export type NotesId = z.infer<typeof notesIdSchema>;

export const slotIdSchema = hexId.brand<'SlotId'>();
export type SlotId = z.infer<typeof slotIdSchema>;

/** Of a place where a copy of the vault is known to be. */
export const copyIdSchema = hexId.brand<'CopyId'>();
export type CopyId = z.infer<typeof copyIdSchema>;

/** `digest("agreement text", UTF-8 text)` of docs/vault-format.md, in lower-case hexadecimal. */
export const textHashSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'TextHash'>();
export type TextHash = z.infer<typeof textHashSchema>;

/** `digest("agreement terms", UTF-8 JSON)` of docs/vault-format.md, in lower-case hexadecimal. */
export const termsDigestSchema = z
  .string()
  .regex(/^[0-9a-f]{64}$/)
  .brand<'TermsDigest'>();
export type TermsDigest = z.infer<typeof termsDigestSchema>;
