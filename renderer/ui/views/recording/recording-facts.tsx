import { TriangleAlert } from 'lucide-react';
import type { RecordingStatus } from '../../../../contract/recording.ts';
import { recordingText } from '../../text/recording-text.ts';

/** What the person should know of a recording that goes on: what is missing and what runs out. */
export function RecordingFacts({ status }: { readonly status: RecordingStatus }) {
  const warnings = [recordingText.diskIsFilling(status), recordingText.missing(status)];
  return (
    <>
      {warnings.map((warning) =>
        warning === null ? null : (
          <p key={warning} className="signal-warning">
            <TriangleAlert aria-hidden="true" />
            {warning}
          </p>
        ),
      )}
      {status.bookmarkCount === 0 ? null : <p className="quiet">{recordingText.bookmarkCount(status.bookmarkCount)}</p>}
    </>
  );
}
