import type { SessionId } from '../../../../contract/ids.ts';
import type { ClassedItem, ItemClass, RecordingRetention, SessionRetention } from '../../../../contract/retention.ts';
import { itemClasses } from '../../../../contract/agreement-codes.ts';
import { Held, PlaceHold } from '../../components/hold.tsx';
import { Problem } from '../../components/problem.tsx';
import { RetentionFacts } from '../../components/retention-facts.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { retentionText } from '../../text/retention-text.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

interface ClassFieldProps {
  readonly item: ClassedItem;
  readonly itemClass: ItemClass;
  readonly onChanged: () => void;
}

function ClassField({ item, itemClass, onChanged }: ClassFieldProps) {
  const classify = useAction(async (chosen: ItemClass) => {
    await vault.retention.classify({ item, itemClass: chosen });
    onChanged();
  });
  return (
    <>
      <SelectField
        label={retentionText.classLabel}
        value={itemClass}
        options={itemClasses.map((value) => ({ value, text: retentionText.classes[value] }))}
        onChange={(chosen) => void classify.run(chosen)}
        isDisabled={classify.isPending}
      />
      {classify.error === null ? null : <Problem code={classify.error.code} />}
    </>
  );
}

function OneRecording({ item, onChanged }: { readonly item: RecordingRetention; readonly onChanged: () => void }) {
  const { recording, holds } = item;
  const own = holds.find(({ subject }) => subject.kind === 'recording');
  return (
    <li className="card stack">
      <h3>{retentionText.recordingOf(recording.beganAtMs, recording.durationMs)}</h3>
      <RetentionFacts item={item} saysClass={false} />
      {item.isToBeDestroyed ? <p className="due-since">{retentionText.waitsForHold}</p> : null}
      <ClassField item={{ kind: 'recording', id: recording.id }} itemClass={item.itemClass} onChanged={onChanged} />
      {own === undefined ? (
        <div className="acts">
          <PlaceHold subject={{ kind: 'recording', id: recording.id }} onChanged={onChanged} />
        </div>
      ) : (
        <Held hold={own} onChanged={onChanged} />
      )}
    </li>
  );
}

interface KeptHowLongProps {
  readonly sessionId: SessionId;
  readonly retention: SessionRetention;
  readonly onChanged: () => void;
}

/** What each recording and the notes count as, how long they are kept, and what is held. */
export function KeptHowLong({ sessionId, retention, onChanged }: KeptHowLongProps) {
  const { recordings, notesClass, hold } = retention;
  if (recordings.length === 0 && notesClass === null) return null;
  return (
    <section className="stack kept-how-long" aria-labelledby="kept-how-long">
      <h2 id="kept-how-long">{retentionText.sectionTitle}</h2>
      <ul className="stack" aria-labelledby="kept-how-long">
        {recordings.map((item) => (
          <OneRecording key={item.recording.id} item={item} onChanged={onChanged} />
        ))}
        {notesClass === null ? null : (
          <li className="card stack">
            <h3>{retentionText.notes}</h3>
            <p>{retentionText.notesRule}</p>
            <ClassField item={{ kind: 'notes', sessionId }} itemClass={notesClass} onChanged={onChanged} />
          </li>
        )}
      </ul>
      {hold === null ? (
        <div className="acts">
          <PlaceHold
            subject={{ kind: 'session', id: sessionId }}
            act={retentionText.holdSession}
            onChanged={onChanged}
          />
        </div>
      ) : (
        <Held hold={hold} onChanged={onChanged} />
      )}
    </section>
  );
}
