import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';

/** Stands where a view could not be shown. What is round it, Lock and the recording's bar too, goes on working. */
export function Broken({ onRetry }: { readonly onRetry: () => void }) {
  const { state, go } = usePage();
  const hasWayBack = state.app?.phase === 'unlocked' && state.place.name !== 'sessions';
  return (
    <div className="column">
      <PageHeading title={en.broken.title} />
      <Problem code="internal/unexpected" />
      <div className="acts">
        <Button look="primary" onPress={onRetry}>
          {en.broken.tryAgain}
        </Button>
        {hasWayBack ? <Button onPress={() => go({ name: 'sessions' })}>{en.common.backToSessions}</Button> : null}
      </div>
    </div>
  );
}
