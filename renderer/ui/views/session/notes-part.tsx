import { NotebookPen } from 'lucide-react';
import { useCallback, useContext, useState } from 'react';
import type { SessionId } from '../../../../contract/ids.ts';
import { Button } from '../../components/button.tsx';
import { Notice } from '../../components/notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { DraftsContext } from '../../open-drafts.ts';
import { en } from '../../text/en.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { NotesEditor } from './notes-editor.tsx';

interface NotesPartProps {
  readonly sessionId: SessionId;
  readonly takesFocus: boolean;
}

/** The notes of a session, or the button that begins them. */
export function NotesPart({ sessionId, takesFocus }: NotesPartProps) {
  const drafts = useContext(DraftsContext);
  const [isBegun, setBegun] = useState(false);
  const load = useCallback(async () => ({ notes: await vault.notes.get({ sessionId }) }), [sessionId]);
  const { value, error, setValue, reload } = useLoad(load);
  const begin = useAction(async () => {
    const notes = await vault.notes.begin({ sessionId });
    setBegun(true);
    setValue({ notes });
  });
  if (error !== null) return <Problem code={error.code} />;
  if (value === null) return null;
  if (value.notes === null) {
    return (
      <div className="stack-small">
        <p>{en.notes.none}</p>
        {begin.error === null ? null : <Problem code={begin.error.code} />}
        <div className="acts">
          <Button icon={<NotebookPen aria-hidden="true" />} isBusy={begin.isPending} onPress={() => void begin.run()}>
            {en.notes.begin}
          </Button>
        </div>
      </div>
    );
  }
  return (
    <div className="stack">
      {value.notes.isOlder ? (
        <Notice>
          <p>{en.notes.older}</p>
        </Notice>
      ) : null}
      <NotesEditor
        key={value.notes.version}
        sessionId={sessionId}
        notes={value.notes}
        takesFocus={takesFocus || isBegun}
        onLoadNewest={() => {
          drafts.forget(sessionId);
          reload();
        }}
      />
    </div>
  );
}
