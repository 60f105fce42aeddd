import type { Damage, DamagedRecording } from '../../../contract/vault-check.ts';
import { duration, formatBriefly, formatDayAndTime } from './format.ts';

function named({ codes, beganAtMs }: DamagedRecording): string {
  const of = codes.length === 0 ? '' : ` of ${codes.join(' · ')}`;
  return `The recording${of}, ${formatBriefly(beganAtMs)}`;
}

function playable({ playableMs, durationMs }: DamagedRecording): string {
  if (playableMs === null || playableMs === 0) return 'Nothing of it plays.';
  return `Of ${duration(durationMs)}, ${duration(playableMs)} can be vouched for and still play.`;
}

function inSession(codes: readonly string[]): string {
  return codes.length === 0 ? 'a session' : `the session with ${codes.join(' · ')}`;
}

/** What is damaged, and what that means, a sentence or two each. */
export function damageText(damage: Damage): { readonly what: string; readonly means: string } {
  switch (damage.what) {
    case 'copy':
      return {
        what: `One of two copies: ${damage.name}`,
        means: 'The other copy is whole and the vault opens by it. Sotto replaces the damaged one at the next unlock.',
      };
    case 'log':
      return {
        what: 'The log',
        means:
          'Its file is other than what Sotto has read at the unlock. The vault may not open the next time. Copy its folder as it is before you lock, and look for a backup.',
      };
    case 'index':
      return {
        what: 'The index, by which sessions are listed',
        means: 'It says otherwise than the log. Who consented and what was deleted is read from the log.',
      };
    case 'notes':
      return {
        what: `Notes of ${inSession(damage.codes)}`,
        means: 'They are damaged, or older than the log says. Open them to see what is there.',
      };
    case 'evidence':
      return {
        what: `A signature or form of ${inSession(damage.codes)}`,
        means: 'It is not there or other than the log says. That consent was given is in the log.',
      };
    case 'sound':
      return { what: named(damage.recording), means: playable(damage.recording) };
    case 'levels':
      return { what: named(damage.recording), means: 'Its waveform is damaged. All of its sound plays.' };
    case 'unreadable':
      return {
        what: named(damage.recording),
        means: 'The disk did not let Sotto read it. It may be whole: check again, and see to the disk.',
      };
  }
}

/** The page that checks the vault. */
export const checkText = {
  settingsHint: 'Looks at every part of the vault and says what is damaged, and what of it still plays.',
  button: 'Check vault',
  title: 'Check vault',
  back: 'Back to settings',
  lead: 'Sotto looks at everything in this vault: files that are kept twice, the log, the index, notes, signatures, and each piece of each recording. It changes no sound and repairs nothing.',
  beside: 'You can go on working meanwhile, and record. Locking ends the check; it then begins anew.',
  progress: 'Progress',
  cancel: 'Cancel',
  resume: 'Go on with the check',
  again: 'Check again',
  stopped: 'The check is stopped.',
  running: 'Checking',
  whole: (checked: number) => `Everything is whole. ${checked.toLocaleString('en')} things were looked at.`,
  damaged: (count: number, checked: number) =>
    `${count === 1 ? '1 thing is' : `${count.toLocaleString('en')} things are`} not whole, of ${checked.toLocaleString('en')} that were looked at.`,
  damagedLead:
    'Nothing was repaired, and no file was changed. If you have a backup of the vault folder, compare with that.',
  more: (count: number) => `And ${count.toLocaleString('en')} more.`,
  leftOut: (count: number) =>
    count === 1 ? 'A recording that runs was left out.' : `${count} recordings that run were left out.`,
  endedAt: (atMs: number) => `Checked on ${formatDayAndTime(atMs)}. The result is in the log.`,
  listLabel: 'What is not whole',
  goToSession: 'Go to session',
} as const;

/** How far something is. */
export function megabytesOf(done: number, total: number): string {
  return `${megabytes(done)} of ${megabytes(total)} MB`;
}

function megabytes(bytes: number): string {
  return (Math.ceil(bytes / 100_000) / 10).toLocaleString('en');
}
