import { useContext, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { Text, TextArea, TextField, ToggleButton } from 'react-aria-components';
import type { SessionId } from '../../../../contract/ids.ts';
import type { EarlierNotes, Notes } from '../../../../contract/notes.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Markdown } from '../../components/markdown.tsx';
import { Problem, ProblemText } from '../../components/problem.tsx';
import type { DraftState, NotesDraft } from '../../notes-draft.ts';
import { DraftsContext } from '../../open-drafts.ts';
import { en } from '../../text/en.ts';
import { EarlierPicker, EarlierText } from './earlier-notes.tsx';

function stateText(state: DraftState): string {
  switch (state.kind) {
    case 'saving':
      return en.notes.saving;
    case 'saved':
      return state.atMs === null ? en.notes.empty : en.notes.saved(state.atMs);
    case 'failed':
    case 'too-long':
    case 'stale':
      return en.notes.notSaved;
  }
}

/** Why the notes are not saved, and what to do. */
function Unsaved({ draft, onLoadNewest }: { readonly draft: NotesDraft; readonly onLoadNewest: () => void }) {
  const { state } = useSyncExternalStore(draft.subscribe, draft.shown);
  switch (state.kind) {
    case 'saving':
    case 'saved':
      return null;
    case 'failed':
      return (
        <Problem code={state.code}>
          <Button onPress={() => void draft.leave()}>{en.notes.tryAgain}</Button>
        </Problem>
      );
    case 'too-long':
      return <ProblemText text={en.notes.tooLong} />;
    case 'stale':
      return (
        <ProblemText text={en.notes.stale}>
          <Button onPress={onLoadNewest}>{en.notes.loadNewest}</Button>
        </ProblemText>
      );
  }
}

/** How the notes stand: read out when that changes, but for the saving in between, which comes every few seconds. */
function SaveState({ state }: { readonly state: DraftState }) {
  const announce = useAnnounce();
  const text = stateText(state);
  const { kind } = state;
  const before = useRef(text);
  useEffect(() => {
    if (kind === 'saving' || before.current === text) return;
    before.current = text;
    // Why something is not saved is an alert of its own.
    if (kind === 'saved') announce(text);
  }, [announce, kind, text]);
  return (
    <p className="notes-state" role="status" aria-live="off" aria-label={en.notes.status} data-state={state.kind}>
      {text}
    </p>
  );
}

interface NotesFieldProps {
  readonly draft: NotesDraft;
  readonly isPreview: boolean;
  readonly takesFocus: boolean;
}

function NotesField({ draft, isPreview, takesFocus }: NotesFieldProps) {
  const { text } = useSyncExternalStore(draft.subscribe, draft.shown);
  if (isPreview) {
    return (
      <div className="notes-page letter-text">
        <Markdown text={text} />
      </div>
    );
  }
  return (
    <TextField
      className="field"
      aria-label={en.notes.field}
      value={text}
      onChange={(typed) => draft.type(typed)}
      onBlur={() => void draft.leave()}
      spellCheck="false"
      autoComplete="off"
      autoFocus={takesFocus}
    >
      <TextArea className="notes-page notes-text" />
      <Text slot="description" className="field-hint">
        {en.notes.hint}
      </Text>
    </TextField>
  );
}

interface NotesEditorProps {
  readonly sessionId: SessionId;
  readonly notes: Notes;
  readonly takesFocus: boolean;
  readonly onLoadNewest: () => void;
}

/** Markdown as plain text, saved by itself; beside it how it reads, and how it read before. */
export function NotesEditor({ sessionId, notes, takesFocus, onLoadNewest }: NotesEditorProps) {
  const drafts = useContext(DraftsContext);
  const [draft] = useState(() => drafts.open(sessionId, notes));
  const { state } = useSyncExternalStore(draft.subscribe, draft.shown);
  const [isPreview, setPreview] = useState(false);
  const [earlier, setEarlier] = useState<EarlierNotes | null>(null);
  useEffect(() => () => void drafts.leave(sessionId, draft), [drafts, sessionId, draft]);
  return (
    <div className="notes">
      <div className="notes-head">
        <div className="notes-top">
          <SaveState state={state} />
          <EarlierPicker earlier={notes.earlier} chosen={earlier} onChoose={setEarlier} />
          {earlier === null ? (
            <ToggleButton className="button button-quiet notes-preview" isSelected={isPreview} onChange={setPreview}>
              {en.notes.preview}
            </ToggleButton>
          ) : null}
        </div>
        <Unsaved draft={draft} onLoadNewest={onLoadNewest} />
      </div>
      {earlier === null ? (
        <NotesField draft={draft} isPreview={isPreview} takesFocus={takesFocus} />
      ) : (
        <EarlierText sessionId={sessionId} earlier={earlier} />
      )}
    </div>
  );
}
