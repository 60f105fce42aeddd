import { useCallback } from 'react';
import { MicrophonePicker } from '../../components/microphone-picker.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

/** The microphone, and where the recording will live. Both come from the settings; the choice is remembered there. */
export function MicrophoneSection() {
  const { state } = usePage();
  const settings = useLoad(useCallback(() => vault.settings.get(), []));
  const save = useAction(async (microphone: string | null) => {
    if (settings.value !== null) settings.setValue(await vault.settings.set({ ...settings.value, microphone }));
  });
  const error = settings.error ?? save.error;
  return (
    <>
      <section className="card stack">
        <h2>{en.newSession.microphoneTitle}</h2>
        <MicrophonePicker
          chosen={settings.value?.microphone ?? null}
          onChange={(label) => void save.run(label)}
          isDisabled={settings.value === null || state.status !== null}
        />
        {error === null ? null : <Problem code={error.code} />}
      </section>
      <section className="card stack-small">
        <h2>{en.newSession.placeTitle}</h2>
        <p>
          {en.newSession.placeText} {en.newSession.untilText}
        </p>
        <p className="path">{state.app?.vaultFolder}</p>
        {settings.value === null ? null : (
          <p className="quiet">{en.newSession.qualityText(settings.value.bitrateBps)}</p>
        )}
      </section>
    </>
  );
}
