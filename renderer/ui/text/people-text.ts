import { formatBriefly, formatDayAndTime } from './format.ts';

/** The places People and Due, and the page of one person. */
export const peopleText = {
  title: 'People',
  listLabel: 'People, by code',
  emptyTitle: 'Nobody yet',
  emptyLead: 'Whoever you add to a session stands here by their code, with what they agreed to.',
  nothingFound: (query: string) => `Nobody’s code matches “${query}”.`,
  found: (count: number) => (count === 1 ? '1 person' : `${count} people`),
  sessions: (count: number) => (count === 0 ? 'In no session' : count === 1 ? '1 session' : `${count} sessions`),
  last: (atMs: number) => `Last ${formatBriefly(atMs)}`,
} as const;

export const personText = {
  title: 'Person',
  back: 'Back to people',
  name: 'Name',
  nameHint: 'You need none. It is kept encrypted in the vault, and shown on this page only.',
  saveName: 'Save name',
  removeName: 'Remove name',
  nameMissing: 'Type a name first.',
  nameSaved: 'The name is saved.',
  nameRemoved: 'The name is removed.',
  sessionsTitle: 'Sessions and consent',
  noSessions: 'This person is in no session.',
  notAsked: 'Not asked for consent',
  readText: 'Read the text',
  refusedText: 'Read the text that was refused',
  afterwards: (recordingBeganAtMs: number) => `Asked again about the recording of ${formatBriefly(recordingBeganAtMs)}`,
  keptOn: (atMs: number) => `Agreed to keep it, on ${formatDayAndTime(atMs)}`,
  destroyOn: (atMs: number) => `Asked for it to be destroyed, on ${formatDayAndTime(atMs)}`,
} as const;

export const dueText = {
  title: 'Due',
  lead: 'Recordings about which somebody has not been asked again. Each is kept meanwhile. If one person says no, it is destroyed.',
  listLabel: 'Waiting, oldest first',
  since: (atMs: number) => `Waiting since ${formatDayAndTime(atMs)}`,
  emptyTitle: 'Nothing is waiting for you',
  emptyLead: 'Everyone has been asked again about each recording that has ended.',
  deleting: 'What is about to be destroyed stands at the top of this page, where you can undo it.',
} as const;
