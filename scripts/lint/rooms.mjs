/**
 * Who may import whom: each folder is a room, and a room sees only what lies below it. The table is the one in
 * docs/architecture.md; this is its lint rule.
 */
import { dirname, relative, resolve, sep } from 'node:path';

const root = dirname(dirname(import.meta.dirname));

/** Main holds this lock while the app runs, locked or not; it needs no key. */
const vaultLock = 'main/vault/vault-lock.ts';
/** Names a failure of the file system, for files that a person asked main to write; it needs no key. */
const storageErrors = 'main/vault/storage-error.ts';
/** Finds a name for what is put aside; it needs no key. */
const unusedName = 'main/vault/unused-name.ts';
/** The one source of it; main marks the style of each page it serves. */
const randomness = 'main/crypto/sodium.ts';

const foundations = ['main/catalog', 'main/webm', 'main/ogg', 'main/crypto', 'contract'];
const vaultAndBelow = ['main/vault', ...foundations];
const logAndBelow = ['main/log', ...vaultAndBelow];
const rulesAndBelow = ['main/consent', 'main/retention', 'main/copies', ...logAndBelow];
const useCasesAndBelow = ['main/use-cases', ...rulesAndBelow];

/** For each room: what it may import besides itself, and why no more. The most exact folder or file wins. */
const rooms = {
  contract: { sees: [], why: 'it is what every process shares, so it depends on none of them' },
  preload: { sees: ['contract'], why: 'it only turns names of the contract into functions for the page' },
  'renderer/ui': { sees: ['contract'], why: 'a page knows nothing of the vault but the contract' },
  'renderer/capture': { sees: ['contract'], why: 'a page knows nothing of the vault but the contract' },

  'main/index.ts': {
    sees: ['main/app', 'main/ipc', 'main/broker', 'main/playback', vaultLock, randomness, 'contract'],
    why: 'main holds no key, so it composes only the rooms that need none',
  },
  'main/app': {
    sees: ['main/ipc', 'main/broker', 'main/playback', vaultLock, storageErrors, unusedName, 'contract'],
    why: 'main holds no key; what needs one is asked of the vault process through the broker',
  },
  'main/ipc': { sees: ['contract'], why: 'it checks and forwards calls and knows what none of them does' },
  'main/broker': {
    sees: ['contract'],
    why: 'it starts processes and hands over ports and knows what none of them does',
  },
  'main/playback': { sees: ['contract'], why: 'it answers byte ranges; the vault process opens the chunks' },

  'main/vault-process': { sees: useCasesAndBelow, why: 'entries wire rooms together and are seen by none' },
  'main/recorder-process': { sees: useCasesAndBelow, why: 'entries wire rooms together and are seen by none' },
  'main/cli': { sees: useCasesAndBelow, why: 'commands are thin and go through the same use cases' },
  'main/use-cases': {
    sees: rulesAndBelow,
    why: 'a use case calls the rooms below it, never a process or another door',
  },
  'main/consent': {
    sees: logAndBelow,
    why: 'consent, retention and copies do not know each other; use cases join them',
  },
  'main/retention': {
    sees: logAndBelow,
    why: 'consent, retention and copies do not know each other; use cases join them',
  },
  'main/copies': {
    sees: logAndBelow,
    why: 'consent, retention and copies do not know each other; use cases join them',
  },
  'main/log': { sees: vaultAndBelow, why: 'the log records what happened and leaves the meaning to the rooms above' },
  'main/vault': { sees: foundations, why: 'the vault stores; what is stored is the business of the rooms above' },
  'main/catalog': { sees: ['main/crypto', 'contract'], why: 'it knows SQLite, its key and the digests of its rows' },
  'main/webm': { sees: ['main/ogg', 'contract'], why: 'it lays out what a player hears and knows packets only' },
  'main/ogg': { sees: ['contract'], why: 'it knows pages and packets only' },
  'main/crypto': { sees: ['contract'], why: 'it knows no file, no Electron, no SQLite' },
};

const electronRooms = [
  'main/index.ts',
  'main/app',
  'main/ipc',
  'main/broker',
  'main/playback/scheme.ts',
  'main/vault-process/index.ts',
  'main/recorder-process/index.ts',
  'preload',
];

/** Packages with one room each, so that what they do happens in one place. */
const packageRooms = {
  electron: { rooms: electronRooms, why: 'everything else must run in plain Node or a plain page, where tests run it' },
  'better-sqlite3': {
    rooms: ['main/catalog', 'main/vault'],
    why: 'SQLite is the catalog, and the locks of a vault and its recordings',
  },
  react: { rooms: ['renderer/ui'], why: 'only the app window has a user interface' },
  'react-dom': { rooms: ['renderer/ui'], why: 'only the app window has a user interface' },
};

function isWithin(path, place) {
  return path === place || path.startsWith(`${place}/`);
}

function toPath(file) {
  return relative(root, file).split(sep).join('/');
}

function roomOf(path) {
  return Object.keys(rooms)
    .filter((name) => isWithin(path, name))
    .sort((one, other) => other.length - one.length)[0];
}

/** The complaint about one import, or `null`. */
export function complaintAbout(importer, specifier) {
  const from = roomOf(importer);
  if (from === undefined) {
    return /^(main|renderer|preload|contract)\//.test(importer)
      ? `${importer} is in no room of the architecture. Put it in one of: ${Object.keys(rooms).join(', ')}.`
      : null;
  }
  if (!specifier.startsWith('.')) return complaintAboutPackage(importer, specifier);
  const target = toPath(resolve(root, dirname(importer), specifier));
  const to = roomOf(target);
  if (to === from) return null;
  const { sees, why } = rooms[from];
  if (sees.some((place) => isWithin(target, place))) return null;
  const allowed = sees.length === 0 ? 'nothing but itself' : sees.join(', ');
  return `${from} may not import ${target}: ${why}. It may import ${allowed}.`;
}

function complaintAboutPackage(importer, specifier) {
  const name = Object.keys(packageRooms).find((known) => isWithin(specifier, known));
  if (name === undefined) return null;
  const { rooms: allowed, why } = packageRooms[name];
  if (allowed.some((place) => isWithin(importer, place))) return null;
  return `${importer} may not import ${name}: ${why}. It may be imported in ${allowed.join(', ')}.`;
}

/** The ESLint rule. */
export const roomsRule = {
  meta: { type: 'problem', schema: [] },
  create(context) {
    const importer = toPath(context.filename);
    const check = (node) => {
      if (node.source?.type !== 'Literal') return;
      const complaint = complaintAbout(importer, node.source.value);
      if (complaint !== null) context.report({ node: node.source, message: complaint });
    };
    return {
      ImportDeclaration: check,
      ImportExpression: check,
      ExportNamedDeclaration: check,
      ExportAllDeclaration: check,
    };
  },
};
