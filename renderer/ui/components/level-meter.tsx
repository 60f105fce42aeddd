import type { Level } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { levelWord, loudPeak, meterPosition, statusesPerSecond } from './level-scale.ts';
import { usePeakHold } from './peak-hold.ts';

interface LevelMeterProps {
  readonly level: Level;
  readonly size?: 'small' | 'large';
  /** Which level, where there are two. */
  readonly label?: string;
  readonly levelsPerSecond?: number;
}

/** How loud it is: average now as the bar, the highest peak of the last two seconds as the mark. */
export function LevelMeter(props: LevelMeterProps) {
  const { level, size = 'small', label = en.level.label, levelsPerSecond = statusesPerSecond } = props;
  const held = usePeakHold(level, levelsPerSecond);
  const average = meterPosition(level.rms);
  return (
    <div
      className={`level level-${size}`}
      role="meter"
      aria-label={label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(average * 100)}
      aria-valuetext={levelWord(level)}
    >
      <div className="level-average" style={{ transform: `scaleX(${average})` }} />
      <div className="level-peak" data-loud={held >= loudPeak} style={{ left: `${meterPosition(held) * 100}%` }} />
    </div>
  );
}
