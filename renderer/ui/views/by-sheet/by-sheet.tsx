import { useState } from 'react';
import { usePage } from '../../page-context.ts';
import { AfterSheet } from './after-sheet.tsx';
import { EnterSheet } from './enter-sheet.tsx';

/** Coming in by the recovery sheet: its words, and then a new passphrase. */
export function BySheet() {
  const { state } = usePage();
  // They also prove that a passphrase may be added; they go with this view.
  const [words, setWords] = useState('');
  return (
    <div className="column column-narrow first-run">
      {state.app?.phase === 'unlocked' ? <AfterSheet words={words} /> : <EnterSheet words={words} onWords={setWords} />}
    </div>
  );
}
