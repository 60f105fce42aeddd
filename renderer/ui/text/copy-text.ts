import type { LeftOutRecording } from '../../../contract/vault-copy.ts';
import { en } from './en.ts';
import { formatBriefly } from './format.ts';

function recordings(count: number): string {
  return count === 1 ? '1 recording' : `${count.toLocaleString('en')} recordings`;
}

/** What is said of copying what a check has found whole. */
export const copyText = {
  title: 'Copy what is whole',
  button: 'Copy what is whole',
  again: 'Copy again',
  lead: 'Makes a copy of this vault in an empty folder that you choose, still encrypted. The same passphrases and recovery sheets open it. What is damaged is left out, and this vault stays as it is.',
  beside:
    'You can go on working meanwhile. When you start a recording the copy stops. It stops as well when you lock the vault: the folder then holds no vault, and you can delete it.',
  progress: 'Progress of the copy',
  cancel: 'Cancel the copy',
  cancelled: 'The copy was cancelled. What had been copied was removed.',
  done: (count: number) => `The copy is made, with ${recordings(count)}.`,
  next: `To use it, lock this vault, press “${en.locked.openAnother}” and choose its folder. Until then Sotto goes on with this one.`,
  deletions: 'The copy has the keys of its recordings. What you destroy here from now on stays in the copy.',
  leftOut: (count: number) =>
    count === 1 ? 'The sound of 1 recording was left out:' : `The sound of ${recordings(count)} was left out:`,
  leftOutMeans: (count: number) =>
    `In the copy ${count === 1 ? 'it is listed, and does not play' : 'they are listed, and do not play'}. What was said about consent and retention is there.`,
  leftOutLabel: 'Recordings without sound in the copy',
  recording: ({ codes, beganAtMs }: LeftOutRecording) =>
    `${codes.length === 0 ? 'Recording' : codes.join(' · ')}, ${formatBriefly(beganAtMs)}`,
  more: (count: number) => `And ${count.toLocaleString('en')} more.`,
  noIndex:
    'The list of sessions could not be read and is not in the copy. When you unlock the copy, Sotto offers to make it anew from the log; codes, names, notes and signatures are then missing.',
} as const;
