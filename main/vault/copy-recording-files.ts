import { open, readdir, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRecordingFolder } from './recording-files.ts';
import { toStorageError } from './storage-error.ts';
import { syncFolder } from './sync-folder.ts';

/** As many bytes are read at once. */
const partBytes = 256 * 1024;

class Unreadable extends Error {}

/**
 * Copies sound and levels of one recording, as they are, into a folder that is made for them. Durable on return.
 *
 * @param onCopied hears of the bytes copied; what it throws breaks the copying off.
 * @returns false when the recording could not be read; then there may be a part of it in `to`.
 * @throws `storage/*` when `to` could not be written.
 */
export async function copyRecordingFiles(
  from: string,
  to: string,
  onCopied: (bytes: number) => void,
): Promise<boolean> {
  try {
    const names = (await reading(readdir(from))).filter((name) => /^[0-9]{6}\.(?:audio|levels)$/.test(name));
    await makeRecordingFolder(to);
    for (const name of names) await copyFile(join(from, name), join(to, name), onCopied);
    await writing(syncFolder(to));
    return names.length > 0;
  } catch (error) {
    if (error instanceof Unreadable) return false;
    throw error;
  }
}

async function copyFile(from: string, to: string, onCopied: (bytes: number) => void): Promise<void> {
  const source = await reading(open(from, 'r'));
  try {
    const target = await writing(open(to, 'wx', 0o600));
    try {
      await copyBytes(source, target, onCopied);
      await writing(target.sync());
    } finally {
      await target.close();
    }
  } finally {
    await source.close();
  }
}

async function copyBytes(source: FileHandle, target: FileHandle, onCopied: (bytes: number) => void): Promise<void> {
  const part = new Uint8Array(partBytes);
  for (;;) {
    const { bytesRead } = await reading(source.read(part, 0, part.length, null));
    if (bytesRead === 0) return;
    for (let done = 0; done < bytesRead;) {
      done += (await writing(target.write(part, done, bytesRead - done, null))).bytesWritten;
    }
    onCopied(bytesRead);
  }
}

async function reading<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch {
    throw new Unreadable();
  }
}

async function writing<Value>(call: Promise<Value>): Promise<Value> {
  try {
    return await call;
  } catch (error) {
    throw toStorageError(error);
  }
}
