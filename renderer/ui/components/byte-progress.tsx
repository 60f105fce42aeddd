import { ProgressBar } from 'react-aria-components';
import { megabytesOf } from '../text/check-text.ts';

interface ByteProgressProps {
  readonly label: string;
  readonly bytesDone: number;
  readonly bytesTotal: number;
}

/** How many of so many bytes are done. */
export function ByteProgress({ label, bytesDone, bytesTotal }: ByteProgressProps) {
  const percent = bytesTotal === 0 ? 0 : Math.min(100, (100 * bytesDone) / bytesTotal);
  const words = megabytesOf(bytesDone, bytesTotal);
  return (
    <div className="stack-small">
      <ProgressBar aria-label={label} value={percent} valueLabel={words}>
        <div className="check-track" aria-hidden="true">
          <div className="check-fill" style={{ width: `${percent}%` }} />
        </div>
      </ProgressBar>
      <p className="quiet">{words}</p>
    </div>
  );
}
