import { readdirSync, readFileSync, readlinkSync } from 'node:fs';

export interface SystemProcess {
  readonly id: number;
  readonly parentId: number;
  readonly commandLine: string;
  /** Whether the system filters its calls, as it does for a process in Chromium's sandbox. */
  readonly isFiltered: boolean;
}

const filterMode = '2';

/** A process and all that it and they have started. Linux only. */
export function processesBelow(rootId: number): SystemProcess[] {
  const all = readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .flatMap((name) => lookAt(Number(name)));
  const found = all.filter(({ id }) => id === rootId);
  for (const { id } of found) found.push(...all.filter(({ parentId }) => parentId === id));
  return found;
}

/** The paths that a process holds open; none when it is gone or may not be looked at. */
export function openFilesOf(id: number): string[] {
  return unlessGone(() => readdirSync(`/proc/${id}/fd`)).flatMap((handle) =>
    unlessGone(() => [readlinkSync(`/proc/${id}/fd/${handle}`)]),
  );
}

function lookAt(id: number): SystemProcess[] {
  return unlessGone(() => {
    const status = readFileSync(`/proc/${id}/status`, 'utf8');
    const valueOf = (name: string): string => new RegExp(`^${name}:\\s*(\\S+)`, 'm').exec(status)?.[1] ?? '';
    const commandLine = readFileSync(`/proc/${id}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
    return [{ id, parentId: Number(valueOf('PPid')), commandLine, isFiltered: valueOf('Seccomp') === filterMode }];
  });
}

/** Processes come and go while they are looked at. */
function unlessGone<Item>(look: () => Item[]): Item[] {
  try {
    return look();
  } catch {
    return [];
  }
}
