import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { RecordingId, SessionId } from '../../../../contract/ids.ts';
import type { PassageWish } from '../../../../contract/passage.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import type { Place } from '../../place.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { PartHeard, PartUnheard } from './part.tsx';

interface ErasePartProps {
  readonly sessionId: SessionId;
  readonly recordingId: RecordingId;
  readonly wish: PassageWish | null;
}

/** Names a part of one recording, by ear or by its times, and erases it. */
export function ErasePart({ sessionId, recordingId, wish }: ErasePartProps) {
  const { go } = usePage();
  const session = useLoad(useCallback(() => vault.sessions.get({ sessionId }), [sessionId]));
  const recording = session.value?.recordings.find(({ id }) => id === recordingId);
  const people = session.value?.secondAskings.filter((line) => line.recordingId === recordingId) ?? [];
  const asks = people.find(({ personId }) => personId === wish?.personId);
  const isUsable = session.value?.withdrawals.every((line) => line.recordingId !== recordingId) ?? false;
  const before: Place =
    wish?.saidAs === 'second-answer' ? { name: 'after', sessionId, recordingId } : { name: 'session', sessionId };
  const part = recording === undefined ? null : { recording, people, wish, onErased: () => go(before) };
  const erasedCount = session.value?.erasedPassages.filter((one) => one.recordingId === recordingId).length ?? 0;
  return (
    <div className="column column-wide">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go(before)}>
          {en.common.back}
        </Button>
      </div>
      <PageHeading title={erasingText.title}>{erasingText.heading(asks?.code ?? null)}</PageHeading>
      {recording === undefined ? null : (
        <p className="quiet">{en.after.summary(recording.beganAtMs, recording.durationMs)}</p>
      )}
      <p className="lead">{erasingText.lead}</p>
      {session.error === null ? null : <Problem code={session.error.code} />}
      {part === null ? null : isUsable ? <PartHeard {...part} erasedCount={erasedCount} /> : <PartUnheard {...part} />}
    </div>
  );
}
