import type { Settings } from '../../../contract/methods.ts';
import type { CheckHandle } from '../use-microphone-check.ts';
import { ComputerSound } from './computer-sound.tsx';
import { MicrophonePicker } from './microphone-picker.tsx';

interface SoundSourcesProps {
  /** Null while they are being loaded. */
  readonly settings: Settings | null;
  readonly check: CheckHandle;
  readonly onChange: (settings: Settings) => void;
  readonly isDisabled: boolean;
}

/** What a recording listens to; chosen here, and remembered in the settings. */
export function SoundSources({ settings, check, onChange, isDisabled }: SoundSourcesProps) {
  return (
    <>
      <MicrophonePicker
        settings={settings}
        check={check}
        onChange={(microphone) => {
          if (settings !== null) onChange({ ...settings, microphone });
        }}
        isDisabled={isDisabled || settings === null}
      />
      {settings === null ? null : (
        <ComputerSound
          settings={settings}
          check={check.state}
          onChange={onChange}
          isDisabled={isDisabled || check.isChecking}
        />
      )}
    </>
  );
}
