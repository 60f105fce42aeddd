import { Bookmark, Pause, Play, Square } from 'lucide-react';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { useAnnounce } from '../a11y/announcer.tsx';
import { usePage } from '../page-context.ts';
import { en } from '../text/en.ts';
import { recordingText } from '../text/recording-text.ts';
import { useAction } from '../use-action.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { Problem } from './problem.tsx';

interface RecordingControlsProps {
  readonly status: RecordingStatus;
  readonly size: 'normal' | 'large';
}

/** Pause or Resume, Bookmark on the page of the recording, and Stop recording. They also work while the vault is locked. */
export function RecordingControls({ status, size }: RecordingControlsProps) {
  const { dispatch } = usePage();
  const announce = useAnnounce();
  const pause = useAction(() => vault.recordings.pause().then(() => undefined));
  const resume = useAction(() => vault.recordings.resume().then(() => undefined));
  const bookmark = useAction(async () => {
    await vault.recordings.bookmark();
    announce(recordingText.bookmarked(status.elapsedMs));
  });
  const stop = useAction(async () => {
    dispatch({ type: 'stop-begun' });
    try {
      await vault.recordings.stop();
    } catch (error) {
      dispatch({ type: 'stop-refused' });
      throw error;
    }
  });
  const isBusy = status.phase === 'starting' || status.phase === 'stopping';
  const error = pause.error ?? resume.error ?? bookmark.error ?? stop.error;
  return (
    <>
      <div className="recording-controls">
        {status.phase === 'paused' ? (
          <Button
            look="primary"
            size={size}
            icon={<Play aria-hidden="true" />}
            isBusy={resume.isPending}
            onPress={() => void resume.run()}
          >
            {en.recording.resume}
          </Button>
        ) : (
          <Button
            size={size}
            icon={<Pause aria-hidden="true" />}
            isDisabled={isBusy}
            isBusy={pause.isPending}
            onPress={() => void pause.run()}
          >
            {en.recording.pause}
          </Button>
        )}
        {size === 'large' ? (
          <Button
            size={size}
            icon={<Bookmark aria-hidden="true" />}
            isDisabled={status.phase !== 'recording'}
            isBusy={bookmark.isPending}
            onPress={() => void bookmark.run()}
          >
            {recordingText.bookmark}
          </Button>
        ) : null}
        <Button
          size={size}
          icon={<Square aria-hidden="true" />}
          isDisabled={status.phase === 'stopping'}
          isBusy={stop.isPending}
          onPress={() => void stop.run()}
        >
          {en.recording.stop}
        </Button>
      </div>
      {error === null ? null : <Problem code={error.code} />}
    </>
  );
}
