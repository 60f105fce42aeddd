import type { ReactNode, SubmitEvent } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import type { DerivingAction } from '../../use-deriving.ts';

interface WayActProps {
  readonly title: string;
  /** What it does, and what it does not do. */
  readonly sentences: readonly string[];
  readonly children: ReactNode;
  readonly act: string;
  readonly action: Pick<DerivingAction<never>, 'isPending' | 'error' | 'expectedMs'>;
  readonly onSubmit: () => void;
}

/** The page of one change to who comes in: what it means, what it asks for, and the button that does it. */
export function WayAct({ title, sentences, children, act, action, onSubmit }: WayActProps) {
  const { go } = usePage();
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    onSubmit();
  };
  return (
    <div className="column column-narrow first-run">
      <PageHeading title={title} />
      <div className="prose way-meaning">
        {sentences.map((sentence) => (
          <p key={sentence}>{sentence}</p>
        ))}
      </div>
      <form className="first-run-form" onSubmit={submit}>
        <div className="stack">{children}</div>
        {action.error === null || action.isPending ? null : <Problem code={action.error.code} />}
        <div className="acts">
          <Button type="submit" look="primary" isBusy={action.isPending}>
            {act}
          </Button>
          <Button look="plain" isDisabled={action.isPending} onPress={() => go({ name: 'settings' })}>
            {en.ways.cancel}
          </Button>
        </div>
        {action.expectedMs === null ? null : <Deriving expectedMs={action.expectedMs} />}
      </form>
    </div>
  );
}
