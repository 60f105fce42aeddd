import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { RecordingWithdrawal } from '../../../../contract/withdrawal.ts';
import { Notice } from '../../components/notice.tsx';
import { en } from '../../text/en.ts';
import { DeleteRecording } from './deleting.tsx';

interface NotToBeUsedProps {
  readonly recording: RecordingSummary;
  /** Of the whole session. */
  readonly withdrawals: readonly RecordingWithdrawal[];
  /** How somebody agreed aloud goes with the session, and not alone. */
  readonly mayDelete: boolean;
}

/** In the place of the player, once somebody has withdrawn their consent to this recording. */
export function NotToBeUsed({ recording, withdrawals, mayDelete }: NotToBeUsedProps) {
  const own = withdrawals.filter(({ recordingId }) => recordingId === recording.id);
  const isToGo = own.some(({ effect }) => effect === 'destroy');
  return (
    <>
      <Notice>
        <p>
          <strong>{en.withdrawal.notUsed}</strong>
        </p>
        {own.map(({ personId, code, atMs }) => (
          <p key={personId}>{en.withdrawal.who(code, atMs)}</p>
        ))}
        <p>{isToGo ? en.withdrawal.toBeDestroyed : en.withdrawal.keptUnused}</p>
      </Notice>
      {isToGo || !mayDelete ? null : <DeleteRecording recording={recording} />}
    </>
  );
}
