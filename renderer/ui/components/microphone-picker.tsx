import { Mic } from 'lucide-react';
import { useCallback, useEffect, useState } from 'react';
import type { MicrophoneCheck } from '../../../contract/recording.ts';
import { en } from '../text/en.ts';
import { useAction } from '../use-action.ts';
import { onEvent, vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { LevelMeter } from './level-meter.tsx';
import { levelWord } from './level-scale.ts';
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

interface MicrophonePickerProps {
  /** Label of the chosen microphone; null for the system's default. */
  readonly chosen: string | null;
  readonly onChange: (label: string | null) => void;
  readonly isDisabled?: boolean;
}

/** Chooses the microphone and tries it for ten seconds. */
export function MicrophonePicker({ chosen, onChange, isDisabled = false }: MicrophonePickerProps) {
  const [check, setCheck] = useState<MicrophoneCheck | null>(null);
  const [wasHeard, setHeard] = useState(false);
  const isChecking = check !== null && (check.phase === 'opening' || check.phase === 'listening');

  useEffect(
    () =>
      onEvent('microphoneCheck', (newer) => {
        setCheck(newer);
        if (newer.level.peak > 0) setHeard(true);
      }),
    [],
  );
  useEffect(() => {
    if (!isChecking) return undefined;
    return () => void vault.microphone.endCheck().catch(() => undefined);
  }, [isChecking]);

  const begin = useAction(
    useCallback(async () => {
      setHeard(false);
      await vault.microphone.beginCheck({ microphone: chosen });
    }, [chosen]),
  );
  const end = useAction(() => vault.microphone.endCheck().then(() => undefined));
  const error =
    begin.error?.code ?? end.error?.code ?? (check?.phase === 'failed' ? (check.error ?? 'internal/unexpected') : null);

  return (
    <div className="microphone">
      <div className="microphone-row">
        <SelectField
          label={en.microphone.label}
          value={chosen ?? systemDefault}
          options={microphoneOptions(check, chosen)}
          onChange={(value) => onChange(value === systemDefault ? null : value)}
          isDisabled={isDisabled || isChecking}
        />
        {isChecking ? (
          <Button onPress={() => void end.run()}>{en.microphone.endCheck}</Button>
        ) : (
          <Button
            icon={<Mic aria-hidden="true" />}
            isDisabled={isDisabled}
            isBusy={begin.isPending}
            onPress={() => void begin.run()}
          >
            {en.microphone.check}
          </Button>
        )}
      </div>
      {isChecking ? (
        <div className="microphone-level">
          <LevelMeter level={check.level} />
          <span className="microphone-word">
            {check.phase === 'opening' ? en.microphone.opening : levelWord(check.level)}
          </span>
        </div>
      ) : null}
      <p className="field-hint" aria-live="polite">
        {isChecking && check.phase === 'listening' ? en.microphone.listening(check.current) : null}
        {check?.phase === 'ended' ? (wasHeard ? en.microphone.heard : en.microphone.heardNothing) : null}
        {check === null || check.phase === 'failed' ? en.microphone.checkHint : null}
      </p>
      {error === null ? null : <Problem code={error} />}
    </div>
  );
}
