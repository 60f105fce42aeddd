import { useCallback } from 'react';
import type { Settings } from '../../../../contract/methods.ts';
import { Problem } from '../../components/problem.tsx';
import { SoundSources } from '../../components/sound-sources.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { useMicrophoneCheck } from '../../use-microphone-check.ts';
import { vault } from '../../vault-client.ts';
import { ChecksSection } from './checks-section.tsx';

/** What is listened to, whether it would do, and where the recording will live. The choices are those of the settings. */
export function MicrophoneSection() {
  const { state } = usePage();
  const settings = useLoad(useCallback(() => vault.settings.get(), []));
  const check = useMicrophoneCheck();
  const save = useAction(async (wanted: Settings) => settings.setValue(await vault.settings.set(wanted)));
  const error = settings.error ?? save.error;
  return (
    <>
      <section className="card stack">
        <h2>{en.newSession.microphoneTitle}</h2>
        <SoundSources
          settings={settings.value}
          check={check}
          onChange={(wanted) => void save.run(wanted)}
          isDisabled={state.status !== null}
        />
        {error === null ? null : <Problem code={error.code} />}
      </section>
      <ChecksSection settings={settings.value} heard={check} />
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
