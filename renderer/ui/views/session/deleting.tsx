import type { SessionId } from '../../../../contract/ids.ts';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import { DeleteButton } from '../../components/delete-button.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { vault } from '../../vault-client.ts';

export function DeleteRecording({ recording }: { readonly recording: RecordingSummary }) {
  return (
    <DeleteButton
      act={en.deletion.recording}
      title={en.deletion.recordingTitle}
      onDelete={() => vault.recordings.delete({ recordingId: recording.id })}
    >
      <p>{en.deletion.recordingText}</p>
    </DeleteButton>
  );
}

/** The list of sessions comes next: this page is about to lose what it is about. */
export function DeleteSession({ sessionId }: { readonly sessionId: SessionId }) {
  const { go } = usePage();
  return (
    <DeleteButton
      act={en.deletion.session}
      title={en.deletion.sessionTitle}
      onDelete={async () => {
        await vault.sessions.delete({ sessionId });
        go({ name: 'sessions' });
      }}
    >
      <p>{en.deletion.sessionText}</p>
    </DeleteButton>
  );
}
