import { describe, expect, it } from 'vitest';
import { createLog } from '../../../main/app/log.ts';

const longWord = 'abcdefghijklmnopqrstuvwxyz-abcdefghijklmnopqrstuvwxyz-abcdefghijklm' as const;

function lineOf(details: Parameters<ReturnType<typeof createLog>>[1]): string {
  const lines: string[] = [];
  createLog((line) => lines.push(line))('call-refused', details);
  return lines.join('\n');
}

describe('the log', () => {
  it('writes an event and its words and numbers on one line', () => {
    expect(lineOf({ reason: 'not-our-window', count: 3 })).toBe('sotto call-refused reason=not-our-window count=3');
    expect(lineOf(undefined)).toBe('sotto call-refused');
  });

  it('cannot be made to tell anything longer or freer than a word', () => {
    expect(lineOf({ reason: 'k. is late again' })).toBe('sotto call-refused reason=redacted');
    expect(lineOf({ reason: longWord })).toContain('redacted');
    expect(lineOf({ reason: 'one\nother' })).toBe('sotto call-refused reason=redacted');
    expect(lineOf({ 'a name': 'x' })).toBe('sotto call-refused redacted=x');
  });
});
