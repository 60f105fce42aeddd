import { useEffect, useRef } from 'react';
import { usePage } from '../page-context.ts';
import { playTone, type Tone } from '../tones.ts';
import { alarmOf, judgeStatus, warningGapMs, type Seen } from '../when-tones-sound.ts';

/** Who hears no tone still sees what it says. */
function sound(tone: Tone): void {
  playTone(tone).catch(() => undefined);
}

/** The tones that a recording was started with, on whatever page is open, the locked one too. Shows nothing. */
export function RecordingTones() {
  const { app, status, failure } = usePage().state;
  const seen = useRef<Seen | null>(null);
  const warnedAt = useRef(-warningGapMs);
  const isKnown = app !== null;
  const failedId = failure?.recordingId ?? null;
  useEffect(() => {
    if (!isKnown) return;
    const judged = judgeStatus(seen.current, status, failedId);
    seen.current = judged.seen;
    if (judged.tone !== null) sound(judged.tone);
  }, [isKnown, status, failedId]);
  const alarm = alarmOf(status);
  const what = alarm?.what ?? null;
  const lasts = alarm?.lasts ?? false;
  useEffect(() => {
    if (what === null) return;
    const warn = (): void => {
      warnedAt.current = performance.now();
      sound('warning');
      if (lasts) timer = setTimeout(warn, warningGapMs);
    };
    let timer = setTimeout(warn, Math.max(0, warnedAt.current + warningGapMs - performance.now()));
    return () => clearTimeout(timer);
  }, [what, lasts]);
  return null;
}
