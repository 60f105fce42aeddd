import { Mic, Play } from 'lucide-react';
import { useEffect, useRef } from 'react';
import type { Settings } from '../../../contract/methods.ts';
import type { MicrophoneCheck } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { soundText } from '../text/sound-text.ts';
import type { CheckHandle } from '../use-microphone-check.ts';
import { Button } from './button.tsx';
import { LevelMeter } from './level-meter.tsx';
import { checkLevelsPerSecond, levelWord, noLevel } from './level-scale.ts';
import { Problem } from './problem.tsx';
import { SelectField, type SelectOption } from './select-field.tsx';

/** The value that stands for "whatever the system uses"; a label is never empty. */
const systemDefault = '';

function microphoneOptions(check: MicrophoneCheck | null, chosen: string | null): SelectOption<string>[] {
  const labels = (check?.microphones ?? []).map((microphone) => microphone.label).filter((label) => label !== '');
  const unique = [...new Set(labels)];
  const options: SelectOption<string>[] = [{ value: systemDefault, text: en.microphone.systemDefault }];
  options.push(...unique.map((label) => ({ value: label, text: label })));
  if (chosen !== null && !unique.includes(chosen)) {
    options.push({ value: chosen, text: check === null ? chosen : en.microphone.absent(chosen) });
  }
  return options;
}

function CheckLevels({ check }: { readonly check: MicrophoneCheck }) {
  const hasTwo = check.computerLevel !== undefined;
  return (
    <div className="microphone-levels">
      <div className="microphone-level">
        {hasTwo ? <span className="microphone-side">{soundText.microphoneSide}</span> : null}
        <LevelMeter level={check.level} levelsPerSecond={checkLevelsPerSecond} />
        <span className="microphone-word">
          {check.phase === 'opening' ? en.microphone.opening : levelWord(check.level)}
        </span>
      </div>
      {hasTwo ? (
        <div className="microphone-level">
          <span className="microphone-side">{soundText.computerSide}</span>
          <LevelMeter
            label={soundText.computerLevel}
            level={check.computerLevel ?? noLevel}
            levelsPerSecond={checkLevelsPerSecond}
          />
          <span className="microphone-word">
            {check.computerLevel === null ? soundText.computerMissingWord : levelWord(check.computerLevel ?? noLevel)}
          </span>
        </div>
      ) : null}
    </div>
  );
}

function hintOf({ state, loudest }: CheckHandle): string | null {
  if (state?.phase === 'listening') return en.microphone.listening(state.current);
  if (state?.phase === 'ended') {
    if (loudest.peak === 0) return en.microphone.heardNothing;
    return state.test === 'none' ? en.microphone.heard : `${en.microphone.heard} ${soundText.kept}`;
  }
  return state?.phase === 'opening' ? null : en.microphone.checkHint;
}

interface MicrophonePickerProps {
  /** Null while they are being loaded. */
  readonly settings: Settings | null;
  readonly check: CheckHandle;
  /** Label of the chosen microphone; null for the system's default. */
  readonly onChange: (label: string | null) => void;
  readonly isDisabled: boolean;
}

/** Chooses the microphone, tries it for ten seconds, and plays what it heard. */
export function MicrophonePicker({ settings, check, onChange, isDisabled }: MicrophonePickerProps) {
  const { state, isChecking } = check;
  const chosen = settings?.microphone ?? null;
  const hasTest = state !== null && state.test !== 'none';
  const row = useRef<HTMLDivElement>(null);
  const isOnPlay = useRef(false);
  useEffect(() => {
    if (hasTest || !isOnPlay.current) return;
    // The button goes with the sound that it plays; the focus goes to the one beside it.
    isOnPlay.current = false;
    row.current?.querySelector<HTMLElement>('.button')?.focus();
  }, [hasTest]);
  return (
    <div className="microphone">
      <div className="microphone-row" ref={row}>
        <SelectField
          label={en.microphone.label}
          value={chosen ?? systemDefault}
          options={microphoneOptions(state, chosen)}
          onChange={(value) => onChange(value === systemDefault ? null : value)}
          isDisabled={isDisabled || isChecking}
        />
        {isChecking ? (
          <Button onPress={check.end}>{en.microphone.endCheck}</Button>
        ) : (
          <Button
            icon={<Mic aria-hidden="true" />}
            isDisabled={isDisabled}
            isBusy={check.isBeginning}
            onPress={() => {
              if (settings !== null) check.begin(sourcesOf(settings));
            }}
          >
            {en.microphone.check}
          </Button>
        )}
        {hasTest ? (
          <Button
            icon={<Play aria-hidden="true" />}
            isDisabled={isDisabled}
            isBusy={state.test === 'playing'}
            onFocusChange={(isFocused) => {
              isOnPlay.current = isFocused;
            }}
            onPress={check.play}
          >
            {state.test === 'playing' ? soundText.playing : soundText.play}
          </Button>
        ) : null}
      </div>
      {isChecking && state !== null ? <CheckLevels check={state} /> : null}
      <p className="field-hint" aria-live="polite">
        {hintOf(check)}
      </p>
      {check.error === null ? null : <Problem code={check.error} />}
    </div>
  );
}

function sourcesOf({ microphone, computerSound, echoCancellation }: Settings) {
  return { microphone, computerSound, echoCancellation };
}
