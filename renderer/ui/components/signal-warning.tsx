import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { useAnnounce } from '../a11y/announcer.tsx';
import { signalTexts } from '../text/signal-text.ts';

/** What is amiss with the sound and what helps, on the page of the recording. */
export function SignalWarning({ status }: { readonly status: RecordingStatus }) {
  if (status.warning === null) return null;
  return (
    <p className="signal-warning" data-warning={status.warning}>
      <TriangleAlert aria-hidden="true" />
      {signalTexts[status.warning].sentence}
    </p>
  );
}

/** Speaks it once, when it begins, wherever the person is. */
export function SignalAnnouncements({ status }: { readonly status: RecordingStatus | null }) {
  const announce = useAnnounce();
  const warning = status?.warning ?? null;
  const before = useRef(warning);
  useEffect(() => {
    if (before.current === warning) return;
    before.current = warning;
    if (warning !== null) announce(signalTexts[warning].sentence);
  }, [warning, announce]);
  return null;
}
