import { Dices } from 'lucide-react';
import { useState } from 'react';
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
  if (words === '') {
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
    <div className="suggestion" role="group" aria-label={en.firstRun.suggestionTitle}>
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
