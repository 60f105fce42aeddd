import { Check, CircleHelp, CircleSlash } from 'lucide-react';

interface PersonStateProps {
  readonly state: 'not-asked' | 'granted' | 'refused' | 'withdrawn' | 'expired' | 'keep' | 'destroy';
  readonly text: string;
}

/** Where one person's answer stands: always a sign and words. */
export function PersonState({ state, text }: PersonStateProps) {
  const Icon = state === 'not-asked' ? CircleHelp : state === 'granted' || state === 'keep' ? Check : CircleSlash;
  return (
    <span className="person-state" data-state={state}>
      <Icon aria-hidden="true" />
      {text}
    </span>
  );
}
