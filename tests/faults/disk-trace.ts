import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';

/** What one call did to the disk, or said, at one moment. */
export type DiskEvent =
  | { readonly kind: 'create'; readonly path: string; readonly empties: boolean }
  | { readonly kind: 'write'; readonly path: string; readonly bytes: Buffer; readonly at: number }
  | { readonly kind: 'truncate'; readonly path: string; readonly length: number }
  | { readonly kind: 'rename'; readonly from: string; readonly to: string }
  | { readonly kind: 'remove'; readonly path: string }
  | { readonly kind: 'make-folder'; readonly path: string }
  /** Asked for; what it covers is what was there by then. */
  | { readonly kind: 'sync-begins'; readonly path: string; readonly sync: string }
  /** It has returned: only now may anybody count on it. */
  | { readonly kind: 'sync-ends'; readonly sync: string }
  | { readonly kind: 'said'; readonly line: string };

interface TimedEvent {
  readonly at: number;
  readonly event: DiskEvent;
}

const traced = [
  ...['openat', 'write', 'pwrite64', 'ftruncate', 'fsync', 'fdatasync'],
  ...['rename', 'unlink', 'unlinkat', 'mkdir', 'rmdir'],
].join();

/**
 * The command in front of another that writes down all that it does to a disk, with the bytes, into files in `folder`. Each
 * fsync takes some milliseconds longer than it would, so that what does not wait for it is seen.
 */
export function tracingDisk(folder: string): readonly string[] {
  return [
    ...['strace', '-ff', '-qq', '-ttt', '-T', '-y', '-xx', '-s', '300000', '-o', join(folder, 'calls')],
    ...['-e', 'signal=none', '-e', `trace=${traced}`, '-e', 'inject=fsync,fdatasync:delay_exit=5000'],
  ];
}

/** All that was written down of what lies below `root`, and of what was said, in the order in which it happened. */
export async function readDiskTrace(folder: string, root: string): Promise<DiskEvent[]> {
  const events: TimedEvent[] = [];
  for (const name of await readdir(folder)) {
    const lines = (await readFile(join(folder, name), 'latin1')).split('\n');
    for (const [index, line] of lines.entries()) events.push(...eventsOf(line, `${name} ${index}`, root));
  }
  return events.sort((one, other) => one.at - other.at).map(({ event }) => event);
}

function eventsOf(line: string, sync: string, root: string): TimedEvent[] {
  const [, began, call, given, result, , took] =
    /^(\d+\.\d+) (\w+)\((.*)\) += (-?\d+)(<[^>]*>)?.* <(\d+\.\d+)>$/.exec(line) ?? [];
  if (began === undefined || given === undefined || Number(result) < 0) return [];
  const at = Number(began);
  const paths = [...given.matchAll(/"((?:\\x[0-9a-f]{2})*)"/g)].map(([, text]) => decode(text ?? '').toString());
  const file = decode(/^\d+<((?:\\x[0-9a-f]{2})*)>/.exec(given)?.[1] ?? '').toString();
  const numbers = given.split(', ').map(Number);
  const [path = '', to = ''] = paths;
  const one = (event: DiskEvent, isOurs = true): TimedEvent[] => (isOurs ? [{ at, event }] : []);
  const isOurs = (name: string): boolean => name.startsWith(`${root}/`) || name === root;
  switch (call) {
    case 'openat':
      return one(
        { kind: 'create', path, empties: given.includes('O_TRUNC') },
        given.includes('O_CREAT') && isOurs(path),
      );
    case 'write':
      // Standard output is a pipe, and nothing of ours is written without saying where.
      return given.startsWith('1<')
        ? path
            .trim()
            .split('\n')
            .map((said) => ({ at, event: { kind: 'said', line: said } }))
        : [];
    case 'pwrite64': {
      const bytes = decode(/"((?:\\x[0-9a-f]{2})*)"/.exec(given)?.[1] ?? '').subarray(0, Number(result));
      return one({ kind: 'write', path: file, bytes, at: numbers.at(-1) ?? 0 }, isOurs(file));
    }
    case 'ftruncate':
      return one({ kind: 'truncate', path: file, length: numbers.at(-1) ?? 0 }, isOurs(file));
    case 'fsync':
    case 'fdatasync': {
      const ends = { at: at + Number(took), event: { kind: 'sync-ends', sync } } as const;
      return isOurs(file) ? [...one({ kind: 'sync-begins', path: file, sync }), ends] : [];
    }
    case 'rename':
      return one({ kind: 'rename', from: path, to }, isOurs(path));
    case 'unlink':
    case 'unlinkat':
    case 'rmdir':
      return one({ kind: 'remove', path }, isOurs(path));
    case 'mkdir':
      return one({ kind: 'make-folder', path }, isOurs(path));
    default:
      return [];
  }
}

function decode(text: string): Buffer {
  return Buffer.from(text.replaceAll('\\x', ''), 'hex');
}
