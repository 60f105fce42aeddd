import { TriangleAlert } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { useAnnounce } from '../a11y/announcer.tsx';
import { soundText } from '../text/sound-text.ts';

/** What is not as it was chosen, while the recording goes on. */
function sentencesOf({ computerLevel, isOtherMicrophone }: RecordingStatus): string[] {
  return [
    ...(isOtherMicrophone === true ? [soundText.otherMicrophone] : []),
    ...(computerLevel === null ? [soundText.computerMissing] : []),
  ];
}

export function SourceNotices({ status }: { readonly status: RecordingStatus }) {
  return sentencesOf(status).map((sentence) => (
    <p key={sentence} className="signal-warning">
      <TriangleAlert aria-hidden="true" />
      {sentence}
    </p>
  ));
}

/** Speaks each once, when it begins, wherever the person is. */
export function SourceAnnouncements({ status }: { readonly status: RecordingStatus | null }) {
  const announce = useAnnounce();
  const said = status === null ? '' : sentencesOf(status).join(' ');
  const before = useRef('');
  useEffect(() => {
    if (before.current === said) return;
    before.current = said;
    if (said !== '') announce(said);
  }, [said, announce]);
  return null;
}
