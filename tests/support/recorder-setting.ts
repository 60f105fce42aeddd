import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { recordingIdSchema, sessionIdSchema, vaultIdSchema } from '../../contract/ids.ts';
import type { BitrateBps } from '../../contract/limits.ts';
import type { RecorderOrder } from '../../contract/recorder-messages.ts';
import type { TakeKind } from '../../contract/recording.ts';
import { copyBytes, fromHex, toHex } from '../../main/crypto/bytes.ts';
import { SecretKey } from '../../main/crypto/secret-key.ts';
import { randomBytes } from '../../main/crypto/sodium.ts';
import { deriveSegmentKey } from '../../main/crypto/v1/segment.ts';
import { idLength } from '../../main/crypto/v1/versions.ts';
import type { RecordingFiles } from '../../main/vault/recording-reader.ts';
import { recordingFolder } from '../../main/vault/vault-files.ts';

export interface RecorderSetting {
  readonly vaultFolder: string;
  /** The recording's own folder, which its recorder makes. */
  readonly folder: string;
  readonly files: RecordingFiles;
  /** A new order each time, for the recorder wipes its key. */
  readonly order: (segment?: number, takeKind?: TakeKind, role?: RecorderOrder['role']) => RecorderOrder;
  readonly [Symbol.asyncDispose]: () => Promise<void>;
}

/** An empty vault folder, and the key and order of one recording in it. */
export async function recorderSetting(bitrateBps: BitrateBps = 48_000): Promise<RecorderSetting> {
  const vaultFolder = await mkdtemp(join(tmpdir(), 'sotto-recorder-'));
  const newId = () => toHex(randomBytes(idLength));
  const vaultId = vaultIdSchema.parse(newId());
  const recordingId = recordingIdSchema.parse(newId());
  const sessionId = sessionIdSchema.parse(newId());
  const folder = recordingFolder(vaultFolder, recordingId);
  const recordingKey = SecretKey.random('recording');
  return {
    vaultFolder,
    folder,
    files: { folder, vaultId: fromHex(vaultId), recordingId: fromHex(recordingId), recordingKey },
    order: (segment = 0, takeKind = 'session', role = 'active') => ({
      kind: 'begin',
      vaultFolder,
      vaultId,
      recordingId,
      sessionId,
      takeKind,
      role,
      segment,
      segmentKey: deriveSegmentKey(recordingKey, segment).use(copyBytes),
      bitrateBps,
      microphone: null,
      startStopSound: false,
      warningSound: false,
    }),
    [Symbol.asyncDispose]: () => rm(vaultFolder, { recursive: true }),
  };
}
