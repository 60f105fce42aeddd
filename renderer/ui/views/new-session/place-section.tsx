import { useCallback } from 'react';
import { places, type DutyCode, type PlaceCode } from '../../../../contract/place-codes.ts';
import type { SessionDetail } from '../../../../contract/session.ts';
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

/** Where the reasons at the foot of the page lead to. */
export const placeSectionId = 'place-section';

interface PlaceSectionProps {
  readonly session: SessionDetail | null;
  readonly onChange: (session: SessionDetail) => void;
}

/** Where the room is and who takes part from where, what the pack says of that, and the duties that wait for the therapist. */
export function PlaceSection({ session, onChange }: PlaceSectionProps) {
  // Loaded anew with every change of the session: somebody who is added takes confirmations back.
  const loaded = useLoad(useCallback(() => vault.jurisdiction.get({ sessionId: session?.id ?? null }), [session]));
  const say = useAction(async (room: PlaceCode) => {
    const { id: sessionId } = session ?? (await vault.sessions.create());
    onChange(await vault.jurisdiction.place({ sessionId, room }));
  });
  const confirm = useAction(async (duty: DutyCode, isConfirmed: boolean) => {
    const { id: sessionId } = session ?? (await vault.sessions.create());
    onChange(await vault.jurisdiction.confirmDuty({ sessionId, duty, isConfirmed }));
  });
  const error = loaded.error ?? say.error ?? confirm.error;
  const isBusy = loaded.value === null;
  const place = loaded.value?.place ?? null;
  const reading = loaded.value?.reading ?? null;

  return (
    <section className="card stack" id={placeSectionId} aria-label={jurisdictionText.title}>
      <h2>{jurisdictionText.title}</h2>
      <SelectField
        label={jurisdictionText.room}
        value={place?.room ?? 'not-said'}
        options={place === null ? roomOptions : placeOptions}
        onChange={(room) => {
          if (room !== 'not-said') void say.run(room);
        }}
        isDisabled={isBusy}
      />
      <p className="field-hint">{place === null ? jurisdictionText.notSaidHint : jurisdictionText.remoteHint}</p>
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
