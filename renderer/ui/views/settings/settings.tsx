import { useCallback } from 'react';
import { Label, RadioButton, RadioField, RadioGroup } from 'react-aria-components';
import { bitratesBps } from '../../../../contract/limits.ts';
import type { Settings } from '../../../../contract/methods.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { PlaceNotice } from '../../components/place-notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { Button } from '../../components/button.tsx';
import { SoundSources } from '../../components/sound-sources.tsx';
import { usePage } from '../../page-context.ts';
import { checkText } from '../../text/check-text.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { useMicrophoneCheck } from '../../use-microphone-check.ts';
import { vault } from '../../vault-client.ts';
import { LockSection } from './lock-section.tsx';
import { SignsSection } from './signs-section.tsx';
import { TemplatesSection } from '../templates/templates-section.tsx';
import { WaysSection } from '../ways/ways-section.tsx';

const versionOrder = ['sotto', 'electron', 'chromium', 'node'] as const;

function About() {
  const about = useLoad(useCallback(() => vault.app.about(), []));
  return (
    <section className="card stack-small">
      <h2>{en.settings.aboutTitle}</h2>
      <p>{en.settings.aboutText}</p>
      <dl className="facts">
        {versionOrder.map((name) => (
          <div key={name}>
            <dt>{en.settings.versions[name]}</dt>
            <dd>{about.value?.[name]}</dd>
          </div>
        ))}
      </dl>
      {about.error === null ? null : <Problem code={about.error.code} />}
    </section>
  );
}

/** What can be chosen. A choice is saved when it is made. */
export function SettingsView() {
  const { state, go } = usePage();
  const announce = useAnnounce();
  const check = useMicrophoneCheck();
  const settings = useLoad(useCallback(() => vault.settings.get(), []));
  const save = useAction(async (wanted: Settings) => {
    settings.setValue(await vault.settings.set(wanted));
    announce(en.settings.saved);
  });
  const current = settings.value;
  const error = settings.error ?? save.error;
  return (
    <div className="column">
      <PageHeading title={en.settings.title} />
      <section className="card stack">
        <h2>{en.settings.recordingTitle}</h2>
        <SoundSources
          settings={current}
          check={check}
          onChange={(wanted) => void save.run(wanted)}
          isDisabled={state.status !== null}
        />
        <RadioGroup
          className="bitrates"
          value={current === null ? null : String(current.bitrateBps)}
          isDisabled={current === null}
          onChange={(value) => {
            const bitrateBps = bitratesBps.find((rate) => String(rate) === value);
            if (current !== null && bitrateBps !== undefined) void save.run({ ...current, bitrateBps });
          }}
        >
          <Label className="field-label">{en.settings.bitrateTitle}</Label>
          <div className="bitrate-list">
            {bitratesBps.map((rate) => (
              <RadioField key={rate} value={String(rate)}>
                <RadioButton className="bitrate">
                  <span className="radio-dot" aria-hidden="true" />
                  <span className="bitrate-name">{en.settings.bitrates[rate]}</span>
                  <span className="quiet">{en.settings.bitrateMeaning(rate)}</span>
                </RadioButton>
              </RadioField>
            ))}
          </div>
          <p className="field-hint">{en.settings.bitrateHint}</p>
        </RadioGroup>
        {error === null ? null : <Problem code={error.code} />}
      </section>
      <SignsSection settings={current} onChange={(wanted) => void save.run(wanted)} />
      <LockSection settings={current} onChange={(wanted) => void save.run(wanted)} />
      <WaysSection />
      <TemplatesSection />
      <section className="card stack-small">
        <h2>{en.settings.vaultTitle}</h2>
        <p>{en.settings.vaultHint}</p>
        <p className="path">{state.app?.vaultFolder}</p>
        <PlaceNotice advice="move" />
        <p className="quiet">{en.settings.anotherVault}</p>
        <p>{checkText.settingsHint}</p>
        <div>
          <Button onPress={() => go({ name: 'check-vault' })}>{checkText.button}</Button>
        </div>
      </section>
      <About />
    </div>
  );
}
