import { Mic, Square } from 'lucide-react';
import type { Purpose, Signature } from '../../../../contract/consent.ts';
import { Button } from '../../components/button.tsx';
import { LevelMeter } from '../../components/level-meter.tsx';
import { Problem } from '../../components/problem.tsx';
import { en } from '../../text/en.ts';
import { spokenText } from '../../text/spoken-consent-text.ts';
import type { SpokenTake } from './use-spoken-take.ts';

/** What was said, or the sentence that says what is missing. */
export function spokenSignatureOf(take: SpokenTake, purposes: readonly Purpose[]): Signature | string {
  if (take.phase === 'none' || take.phase === 'failed' || take.recordingId === null) return spokenText.missing;
  if (take.phase !== 'recorded') return spokenText.stillSpeaking;
  const isSame = take.purposes.length === purposes.length && purposes.every((one) => take.purposes.includes(one));
  return isSame ? { kind: 'spoken', recordingId: take.recordingId } : spokenText.otherPurposes;
}

/** Where it stands, beside the button. */
function Progress({ take: { phase, status } }: { readonly take: SpokenTake }) {
  const elapsedMs = status?.elapsedMs ?? 0;
  switch (phase) {
    case 'none':
    case 'failed':
      return null;
    case 'opening':
      return <p>{spokenText.opening}</p>;
    case 'stopping':
      return <p>{spokenText.stopping}</p>;
    case 'recorded':
      return <p>{spokenText.recorded(elapsedMs)}</p>;
    case 'recording':
    case 'stalled':
      return (
        <div className="spoken-running">
          <span className="recording-dot" data-phase={phase} aria-hidden="true" />
          <span>{phase === 'stalled' ? spokenText.stalled : spokenText.recording}</span>
          <span className="spoken-elapsed">{en.recording.clock(elapsedMs)}</span>
          {status === null ? null : <LevelMeter level={status.level} />}
        </div>
      );
  }
}

interface SpokenFormProps {
  readonly take: SpokenTake;
  /** Ticked now. */
  readonly purposes: readonly Purpose[];
}

/** Agreeing aloud: what to say, and one button that begins and ends it, so that the focus stays where it was. */
export function SpokenForm({ take, purposes }: SpokenFormProps) {
  const { phase, recordingId } = take;
  const isRunning = phase !== 'none' && phase !== 'recorded' && phase !== 'failed';
  const isBusy = isRunning && (recordingId === null || phase === 'stopping');
  const press = (): void => {
    if (!isRunning) take.begin(purposes);
    else if (!isBusy) take.stop();
  };
  const names = en.common.listOf(purposes.map((purpose) => en.purposeTexts[purpose].name));
  return (
    <div className="stack spoken">
      <div className="stack-small">
        <p className="field-label">{spokenText.sayThis}</p>
        {purposes.length === 0 ? (
          <p className="quiet">{spokenText.tickFirst}</p>
        ) : (
          <p className="spoken-sentence">{spokenText.sentence(names)}</p>
        )}
        <p className="field-hint">{spokenText.hint}</p>
      </div>
      <div className="spoken-row">
        <Button
          icon={isRunning ? <Square aria-hidden="true" /> : <Mic aria-hidden="true" />}
          isDisabled={purposes.length === 0 && !isRunning}
          isBusy={isBusy}
          onPress={press}
        >
          {isRunning ? spokenText.stop : recordingId === null ? spokenText.begin : spokenText.again}
        </Button>
        <Progress take={take} />
      </div>
      {take.error === null ? null : <Problem code={take.error} />}
    </div>
  );
}
