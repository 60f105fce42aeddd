import { Button } from 'react-aria-components';
import type { PersonId } from '../../../contract/ids.ts';
import { usePage } from '../page-context.ts';

interface PersonButtonProps {
  readonly personId: PersonId;
  readonly code: string;
}

/** A code that leads to the person's page. */
export function PersonButton({ personId, code }: PersonButtonProps) {
  const { go } = usePage();
  return (
    <Button className="link code" onPress={() => go({ name: 'person', personId })}>
      {code}
    </Button>
  );
}
