import { useState } from 'react';
import type { SessionId } from '../../../../contract/ids.ts';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { Participant, SessionDetail } from '../../../../contract/session.ts';
import type { Withdrawal, WithdrawalEffect } from '../../../../contract/withdrawal.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { ChoiceGroup } from '../../components/choice-group.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { formatTime } from '../../text/format.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

interface WithdrawConsentProps {
  /** Where it is said. */
  readonly sessionId: SessionId;
  readonly participant: Pick<Participant, 'personId' | 'code'>;
  /** Those of which one alone can be withdrawn, oldest first. */
  readonly recordings: readonly RecordingSummary[];
  /** A recording of this session was stopped for it. */
  readonly hasStopped: boolean;
  readonly onClose: () => void;
  readonly onWithdrawn: () => void;
}

/** The session's recordings that have ended and that this person was in, oldest first. */
export function recordingsWith({ recordings, secondAskings }: SessionDetail, { personId }: Participant) {
  return recordings
    .filter(({ id, state }) => {
      const isIn = secondAskings.some((line) => line.recordingId === id && line.personId === personId);
      return state !== 'recording' && isIn;
    })
    .toSorted((one, other) => one.beganAtMs - other.beganAtMs);
}

/** The choice of a part of this recording. */
function partOf(recordingId: string): string {
  return `part of ${recordingId}`;
}

function toWithdrawal(scope: string, recordings: readonly RecordingSummary[], effect: WithdrawalEffect): Withdrawal {
  const recording = recordings.find(({ id }) => id === scope);
  if (recording !== undefined) return { scope: 'recording', recordingId: recording.id, effect };
  return scope === 'future' ? { scope: 'future' } : { scope: 'all', effect };
}

/** Asks one person what they withdraw, and what becomes of what exists. */
export function WithdrawConsent(props: WithdrawConsentProps) {
  const { sessionId, participant, recordings, hasStopped, onClose, onWithdrawn } = props;
  const announce = useAnnounce();
  const [chosenScope, setScope] = useState<string | null>(null);
  const [effect, setEffect] = useState<WithdrawalEffect>('keep-unused');
  const scope = chosenScope ?? recordings.at(-1)?.id ?? 'all';
  const part = recordings.find(({ id }) => partOf(id) === scope);
  const { go } = usePage();
  const { personId } = participant;
  const withdraw = useAction(async () => {
    const withdrawal = toWithdrawal(scope, recordings, effect);
    const { outcome } = await vault.consent.withdraw({ sessionId, personId, withdrawal });
    announce(en.withdrawal.done[outcome]);
    onWithdrawn();
  });
  return (
    <ConfirmDialog
      isOpen
      title={en.withdrawal.title(participant.code)}
      confirm={part === undefined ? en.withdrawal.act : erasingText.choosePart}
      cancel={en.after.goBack}
      onCancel={onClose}
      onConfirm={() => {
        if (part === undefined) void withdraw.run();
        else go({ name: 'erase-part', sessionId, recordingId: part.id, wish: { personId, saidAs: 'withdrawal' } });
      }}
    >
      {hasStopped ? <p>{en.withdrawal.stopped}</p> : null}
      <ChoiceGroup
        label={en.withdrawal.scope}
        value={scope}
        choices={[
          ...recordings.map(({ id, beganAtMs, durationMs }) => ({
            value: id,
            text: en.withdrawal.recording(beganAtMs, durationMs),
            meaning: en.withdrawal.recordingMeaning,
          })),
          ...recordings.map(({ id, beganAtMs }) => ({
            value: partOf(id),
            text: erasingText.scope(formatTime(beganAtMs)),
            meaning: erasingText.scopeMeaning,
          })),
          { value: 'all', text: en.withdrawal.all, meaning: en.withdrawal.allMeaning },
          { value: 'future', text: en.withdrawal.future, meaning: en.withdrawal.futureMeaning },
        ]}
        onChange={setScope}
      />
      {scope === 'future' || part !== undefined ? null : (
        <ChoiceGroup
          label={en.withdrawal.effect}
          value={effect}
          choices={[
            { value: 'keep-unused', text: en.withdrawal.keepUnused, meaning: en.withdrawal.keepUnusedMeaning },
            { value: 'destroy', text: en.withdrawal.destroy, meaning: en.withdrawal.destroyMeaning },
          ]}
          onChange={(value) => setEffect(value === 'destroy' ? 'destroy' : 'keep-unused')}
        />
      )}
      <p className="quiet">{en.withdrawal.notReached}</p>
      {withdraw.error === null ? null : <Problem code={withdraw.error.code} />}
    </ConfirmDialog>
  );
}
