import { FolderOutput } from 'lucide-react';
import type { RecordingStatus } from '../../../contract/recording.ts';
import { recordingText } from '../text/recording-text.ts';
import { useAction } from '../use-action.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { Problem } from './problem.tsx';

/** Where the disk of the vault takes no more, the way to another one. Also works while the vault is locked. */
export function KeepElsewhere({ status }: { readonly status: RecordingStatus }) {
  const keep = useAction(() => vault.recordings.keepElsewhere().then(() => undefined));
  if (status.phase !== 'stalled' || status.error?.startsWith('storage/') !== true) return null;
  return (
    <div className="keep-elsewhere">
      <Button
        look="primary"
        icon={<FolderOutput aria-hidden="true" />}
        isBusy={keep.isPending}
        onPress={() => void keep.run()}
      >
        {recordingText.keepElsewhere}
      </Button>
      <p>{recordingText.keepElsewhereHint}</p>
      {keep.error === null ? null : <Problem code={keep.error.code} />}
    </div>
  );
}
