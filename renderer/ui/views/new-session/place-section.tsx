import { MapPinPlus, Trash2 } from 'lucide-react';
import { useCallback } from 'react';
import { Button as AriaButton } from 'react-aria-components';
import type { SessionPlace } from '../../../../contract/jurisdiction.ts';
import { places, type DutyCode } from '../../../../contract/place-codes.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { jurisdictionText, placeNames } from '../../text/jurisdiction-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { DutyChecks } from './duty-checks.tsx';
import { PlaceReading } from './place-reading.tsx';

const placeOptions = places.map((value) => ({ value, text: placeNames[value] }));
const roomOptions = [{ value: 'not-said' as const, text: jurisdictionText.notSaid }, ...placeOptions];

interface PlaceSectionProps {
  readonly session: SessionDetail | null;
  readonly onChange: (session: SessionDetail) => void;
}

/** Where the room is and who takes part from where, what the pack says of that, and the duties that wait for the therapist. */
export function PlaceSection({ session, onChange }: PlaceSectionProps) {
  // Loaded anew with every change of the session: somebody who is added takes confirmations back.
  const loaded = useLoad(useCallback(() => vault.jurisdiction.get({ sessionId: session?.id ?? null }), [session]));
  const say = useAction(async (place: SessionPlace) => {
    const { id: sessionId } = session ?? (await vault.sessions.create());
    onChange(await vault.jurisdiction.place({ sessionId, ...place }));
  });
  const confirm = useAction(async (duty: DutyCode, isConfirmed: boolean) => {
    const { id: sessionId } = session ?? (await vault.sessions.create());
    onChange(await vault.jurisdiction.confirmDuty({ sessionId, duty, isConfirmed }));
  });
  const error = loaded.error ?? say.error ?? confirm.error;
  const isBusy = loaded.value === null;
  const place = loaded.value?.place ?? null;
  const reading = loaded.value?.reading ?? null;
  const remote = place?.remote ?? [];
  const change = (more: Partial<SessionPlace>): void => {
    if (place !== null) void say.run({ ...place, ...more });
  };

  return (
    <section className="card stack" aria-label={jurisdictionText.title}>
      <h2>{jurisdictionText.title}</h2>
      <SelectField
        label={jurisdictionText.room}
        value={place?.room ?? 'not-said'}
        options={place === null ? roomOptions : placeOptions}
        onChange={(room) => {
          if (room !== 'not-said') void say.run({ room, remote });
        }}
        isDisabled={isBusy}
      />
      {place === null ? <p className="field-hint">{jurisdictionText.notSaidHint}</p> : null}
      {remote.map((there, index) => (
        <div key={index} className="remote-place">
          <SelectField
            label={jurisdictionText.remote(index + 1)}
            value={there}
            options={placeOptions}
            onChange={(chosen) => change({ remote: remote.with(index, chosen) })}
            isDisabled={isBusy}
          />
          <AriaButton
            className="icon-button"
            aria-label={jurisdictionText.removeRemote(placeNames[there])}
            isDisabled={isBusy}
            onPress={() => change({ remote: remote.toSpliced(index, 1) })}
          >
            <Trash2 aria-hidden="true" />
          </AriaButton>
        </div>
      ))}
      {place === null ? null : (
        <div>
          <Button
            look="plain"
            icon={<MapPinPlus aria-hidden="true" />}
            isDisabled={isBusy}
            onPress={() => change({ remote: [...remote, 'elsewhere'] })}
          >
            {jurisdictionText.addRemote}
          </Button>
        </div>
      )}
      {reading === null ? null : (
        <>
          <PlaceReading reading={reading} />
          <DutyChecks
            duties={reading.duties.filter(({ isChecked }) => isChecked)}
            confirmed={loaded.value?.confirmed ?? []}
            isDisabled={isBusy}
            onChange={(duty, isConfirmed) => void confirm.run(duty, isConfirmed)}
          />
        </>
      )}
      {error === null ? null : <Problem code={error.code} />}
    </section>
  );
}
