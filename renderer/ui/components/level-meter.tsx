import type { Level } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { levelWord, meterPosition } from './level-scale.ts';

interface LevelMeterProps {
  readonly level: Level;
  readonly size?: 'small' | 'large';
}

/** How loud it is now: average as the bar, peak as the mark. */
export function LevelMeter({ level, size = 'small' }: LevelMeterProps) {
  const average = meterPosition(level.rms);
  const peak = meterPosition(level.peak);
  return (
    <div
      className={`level level-${size}`}
      role="meter"
      aria-label={en.level.label}
      aria-valuemin={0}
      aria-valuemax={100}
      aria-valuenow={Math.round(average * 100)}
      aria-valuetext={levelWord(level)}
    >
      <div className="level-average" style={{ transform: `scaleX(${average})` }} />
      <div className="level-peak" data-loud={level.peak >= 0.97} style={{ left: `${peak * 100}%` }} />
    </div>
  );
}
