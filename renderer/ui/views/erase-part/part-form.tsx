import { useState } from 'react';
import type { Passage, PassageWish } from '../../../../contract/passage.ts';
import type { RecordingSummary } from '../../../../contract/recording.ts';
import type { SecondAsking } from '../../../../contract/session.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { ConfirmDialog } from '../../components/confirm-dialog.tsx';
import { Problem } from '../../components/problem.tsx';
import { SelectField } from '../../components/select-field.tsx';
import { TextField } from '../../components/text-field.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { erasingText } from '../../text/erasing-text.ts';
import { parseClock, preciseClock } from '../../text/format.ts';
import { useAction } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

const tenthMs = 100;

export interface PartProps {
  readonly recording: RecordingSummary;
  /** Who was there when it began. */
  readonly people: readonly SecondAsking[];
  /** Null: the form asks who wants it. */
  readonly wish: PassageWish | null;
  readonly onErased: () => void;
}

interface Problems {
  readonly from: string | null;
  readonly to: string | null;
}

/** The passage that was named, or why each of the two times will not do. */
function passageOf(from: string, to: string, lengthMs: number): Passage | Problems {
  const fromMs = parseClock(from);
  const namedMs = parseClock(to);
  const unreadable = {
    from: fromMs === null ? erasingText.unreadable : null,
    to: namedMs === null ? erasingText.unreadable : null,
  };
  if (fromMs === null || namedMs === null) return unreadable;
  // The clock shows tenths, so the very end may be named a little beyond it.
  if (namedMs >= lengthMs + tenthMs) return { from: null, to: erasingText.beyond(lengthMs) };
  const toMs = Math.min(namedMs, lengthMs);
  return fromMs < toMs ? { fromMs, toMs } : { from: null, to: erasingText.order };
}

/** A player is at no whole tenth: the part begins at the one before, and ends at the one after. */
function roundUp(ms: number): number {
  return Math.ceil(ms / tenthMs) * tenthMs;
}

interface PartFormProps extends PartProps {
  /** Where the player is, in milliseconds; null where there is none. */
  readonly positionMs: number | null;
}

/** From, to, who wants it, and the question before it is done. */
export function PartForm({ recording, people, wish, onErased, positionMs }: PartFormProps) {
  const { dispatch } = usePage();
  const announce = useAnnounce();
  const [from, setFrom] = useState('');
  const [to, setTo] = useState('');
  const [who, setWho] = useState<string>('nobody');
  const [isJudged, setJudged] = useState(false);
  const [asked, setAsked] = useState<Passage | null>(null);
  const [isFinishing, setFinishing] = useState(false);
  const named = passageOf(from, to, recording.durationMs);
  const problems = isJudged && !('fromMs' in named) ? named : { from: null, to: null };
  const chosen = people.find(({ personId }) => personId === who);
  const wishOf = (): PassageWish | null =>
    wish ?? (chosen === undefined ? null : { personId: chosen.personId, saidAs: 'withdrawal' });
  const erase = useAction(async (passage: Passage) => {
    const { outcome } = await vault.recordings.erasePassage({ recordingId: recording.id, ...passage, wish: wishOf() });
    dispatch({ type: 'second-asking-answered' });
    announce(outcome === 'erased' ? erasingText.done : erasingText.finishing);
    // Who has to know that it is not over yet stays here to read it.
    if (outcome === 'erased') onErased();
    else setFinishing(true);
  });
  return (
    <section className="card stack" aria-label={erasingText.title}>
      <div className="part-times">
        <TextField
          label={erasingText.from}
          value={from}
          onChange={setFrom}
          hint={erasingText.hint}
          problem={problems.from}
          maxLength={10}
          beside={
            positionMs === null ? null : (
              <Button onPress={() => setFrom(preciseClock(positionMs))}>{erasingText.startHere}</Button>
            )
          }
        />
        <TextField
          label={erasingText.to}
          value={to}
          onChange={setTo}
          hint={erasingText.hint}
          problem={problems.to}
          maxLength={10}
          beside={
            positionMs === null ? null : (
              <Button onPress={() => setTo(preciseClock(roundUp(positionMs)))}>{erasingText.endHere}</Button>
            )
          }
        />
      </div>
      {wish === null ? (
        <SelectField
          label={erasingText.who}
          value={who}
          onChange={setWho}
          options={[
            { value: 'nobody', text: erasingText.nobody },
            ...people.map(({ personId, code }) => ({ value: personId, text: code })),
          ]}
        />
      ) : null}
      <p className="quiet">{erasingText.notReached}</p>
      {isFinishing ? <p>{erasingText.finishing}</p> : null}
      {erase.isPending ? <p role="status">{erasingText.working}</p> : null}
      {erase.error === null ? null : <Problem code={erase.error.code} />}
      <div className="acts">
        <Button
          look="primary"
          isBusy={erase.isPending}
          onPress={() => {
            setJudged(true);
            if ('fromMs' in named) setAsked(named);
          }}
        >
          {erasingText.act}
        </Button>
      </div>
      <ConfirmDialog
        isOpen={asked !== null}
        title={erasingText.confirmTitle}
        confirm={erasingText.act}
        cancel={en.after.goBack}
        onCancel={() => setAsked(null)}
        onConfirm={() => {
          if (asked !== null) void erase.run(asked);
          setAsked(null);
        }}
      >
        <p>{asked === null ? null : erasingText.confirm(asked.fromMs, asked.toMs)}</p>
        <p>{erasingText.notReached}</p>
      </ConfirmDialog>
    </section>
  );
}
