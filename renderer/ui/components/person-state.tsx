import { Check, CircleHelp, CircleSlash } from 'lucide-react';

interface PersonStateProps {
  readonly state: 'not-asked' | 'granted' | 'refused' | 'withdrawn' | 'expired' | 'keep' | 'part-erased' | 'destroy';
  readonly text: string;
}

/** Where one person's answer stands: always a sign and words. */
export function PersonState({ state, text }: PersonStateProps) {
  const isYes = state === 'granted' || state === 'keep' || state === 'part-erased';
  const Icon = state === 'not-asked' ? CircleHelp : isYes ? Check : CircleSlash;
  return (
    <span className="person-state" data-state={state}>
      <Icon aria-hidden="true" />
      {text}
    </span>
  );
}
