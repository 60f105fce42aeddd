import { open, readFile, readdir, type FileHandle } from 'node:fs/promises';
import type { Canary } from './canary.ts';

const mebibyte = 1024 * 1024;
const pieceBytes = 4 * mebibyte;
/** Longer than any form of a canary, so that none is missed where two pieces meet. */
const overlapBytes = 4096;

/** A process and everything that it started and that runs. Linux only, as all of this file. */
export async function familyOf(processId: number): Promise<number[]> {
  const ids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name)).map(Number);
  const parents = new Map<number, number>();
  for (const id of ids) parents.set(id, await parentOf(id));
  const isOfFamily = (id: number): boolean => id === processId || (id > 1 && isOfFamily(parents.get(id) ?? 0));
  return ids.filter(isOfFamily);
}

/** 0 for a process that has ended. */
async function parentOf(processId: number): Promise<number> {
  const stat = await readFile(`/proc/${processId}/stat`, 'utf8').catch(() => '');
  const [, state, parent] = /\) (\S) (\d+)/.exec(stat) ?? [];
  return state === undefined || state === 'Z' ? 0 : Number(parent);
}

/** What is found in each process of a family; those that end meanwhile are left out. */
export async function findInFamily(processId: number, canaries: readonly Canary[]): Promise<Map<number, string[]>> {
  const found = new Map<number, string[]>();
  for (const id of await familyOf(processId)) {
    const names = await findInMemory(id, canaries).catch((error: unknown) => {
      if (hasCode(error, 'ENOENT') || hasCode(error, 'ESRCH')) return null;
      throw error;
    });
    if (names !== null) found.set(id, names);
  }
  return found;
}

/** Names of the canaries of which a form stands somewhere in the memory of a process of ours. */
async function findInMemory(processId: number, canaries: readonly Canary[]): Promise<string[]> {
  const found = new Set<string>();
  const memory = await open(`/proc/${processId}/mem`, 'r');
  try {
    for (const part of await memoryParts(processId)) {
      await readPieces(memory, part, (piece) => {
        for (const { name, forms } of canaries) {
          if (!found.has(name) && forms.some((form) => piece.includes(form))) found.add(name);
        }
      });
    }
  } finally {
    await memory.close();
  }
  return [...found].sort();
}

interface Part {
  readonly from: number;
  readonly to: number;
}

/** All that can be read, but for what is a file on the disk and cannot have been written to. */
async function memoryParts(processId: number): Promise<Part[]> {
  const lines = (await readFile(`/proc/${processId}/maps`, 'utf8')).split('\n');
  return lines.flatMap((line) => {
    const [, from, to, permissions, name] = /^([0-9a-f]+)-([0-9a-f]+) (\S+) \S+ \S+ \d+\s*(.*)$/.exec(line) ?? [];
    if (from === undefined || to === undefined || permissions?.startsWith('r') !== true) return [];
    const isFile = name?.startsWith('/') === true && !/^\/(dev\/shm|memfd:)/.test(name);
    const isOfKernel = name?.startsWith('[v') === true;
    if ((isFile && permissions[1] !== 'w') || isOfKernel) return [];
    return [{ from: parseInt(from, 16), to: parseInt(to, 16) }];
  });
}

async function readPieces(memory: FileHandle, { from, to }: Part, look: (piece: Buffer) => void): Promise<void> {
  const buffer = Buffer.alloc(Math.min(pieceBytes, to - from));
  const zeros = Buffer.alloc(buffer.length);
  let at = from;
  while (at < to) {
    const length = await memory.read(buffer, 0, Math.min(buffer.length, to - at), at).then(
      ({ bytesRead }) => bytesRead,
      (error: unknown) => {
        // Beyond the end of a mapped file, or a device: nothing that the process could read either.
        if (hasCode(error, 'EIO')) return 0;
        throw error;
      },
    );
    if (length === 0) return;
    const piece = buffer.subarray(0, length);
    if (!piece.equals(zeros.subarray(0, length))) look(piece);
    at += length > overlapBytes && at + length < to ? length - overlapBytes : length;
  }
}

function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}
