import { en } from '../../text/en.ts';

/** The words in their order, each with its number. */
export function SheetWords({ words }: { readonly words: readonly string[] }) {
  return (
    <ol className="sheet-words" aria-label={en.sheet.wordsLabel}>
      {words.map((word, index) => (
        // A word may stand there twice.
        <li key={index}>
          <span className="sheet-number" aria-hidden="true">
            {index + 1}
          </span>
          {word}
        </li>
      ))}
    </ol>
  );
}
