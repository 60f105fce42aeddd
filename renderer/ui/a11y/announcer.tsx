import { createContext, useContext, useState, type ReactNode } from 'react';

const AnnounceContext = createContext<(sentence: string) => void>(() => undefined);

/** Says a sentence to a screen reader without moving the focus. */
export function useAnnounce(): (sentence: string) => void {
  return useContext(AnnounceContext);
}

/** Holds the page's one polite live region. */
export function Announcer({ children }: { readonly children: ReactNode }) {
  const [sentence, setSentence] = useState('');
  return (
    <AnnounceContext value={setSentence}>
      {children}
      <div className="visually-hidden" aria-live="polite" aria-atomic="true">
        {sentence}
      </div>
    </AnnounceContext>
  );
}
