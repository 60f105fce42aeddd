import { Dices } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../../components/button.tsx';
import { en } from '../../text/en.ts';
import { suggestWords } from './passphrase-words.ts';

interface WordSuggestionProps {
  readonly onUse: (words: string) => void;
  readonly isDisabled: boolean;
}

/** Draws seven words on request, to be written down and then used. */
export function WordSuggestion({ onUse, isDisabled }: WordSuggestionProps) {
  const [words, setWords] = useState('');
  const suggestion = useRef<HTMLDivElement>(null);
  const isShown = words !== '';
  // The button that was pressed goes; the focus moves to what came.
  useEffect(() => {
    if (isShown) suggestion.current?.focus();
  }, [isShown]);
  if (!isShown) {
    return (
      <Button
        look="plain"
        icon={<Dices aria-hidden="true" />}
        isDisabled={isDisabled}
        onPress={() => setWords(suggestWords())}
      >
        {en.firstRun.suggest}
      </Button>
    );
  }
  return (
    <div className="suggestion" role="group" ref={suggestion} tabIndex={-1} aria-label={en.firstRun.suggestionTitle}>
      <p className="field-label">{en.firstRun.suggestionTitle}</p>
      <p className="suggestion-words">{words}</p>
      <p className="field-hint">{en.firstRun.suggestionHint}</p>
      <div className="acts">
        <Button
          onPress={() => {
            onUse(words);
            setWords('');
          }}
        >
          {en.firstRun.useWords}
        </Button>
        <Button look="plain" onPress={() => setWords(suggestWords())}>
          {en.firstRun.suggestAgain}
        </Button>
      </div>
    </div>
  );
}
