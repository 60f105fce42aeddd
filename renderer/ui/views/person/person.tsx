import { ArrowLeft } from 'lucide-react';
import { useCallback } from 'react';
import type { PersonId } from '../../../../contract/ids.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { logText } from '../../text/log-text.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { InSession } from './in-session.tsx';
import { PersonActs } from './person-acts.tsx';
import { PersonName } from './person-name.tsx';

/** One person: who they are if that was noted, where they took part, and what they said each time. */
export function PersonView({ personId }: { readonly personId: PersonId }) {
  const { go } = usePage();
  const { value, error, setValue, reload } = useLoad(useCallback(() => vault.people.get({ personId }), [personId]));
  const roles = [...new Set(value?.sessions.map(({ role }) => en.roleNames[role]) ?? [])];
  return (
    <div className="column">
      <div className="back">
        <Button look="plain" icon={<ArrowLeft aria-hidden="true" />} onPress={() => go({ name: 'people' })}>
          {en.person.back}
        </Button>
      </div>
      <header>
        <PageHeading title={en.person.title}>{value?.code ?? en.person.title}</PageHeading>
        {roles.length === 0 ? null : <p className="quiet">{en.common.beside(roles)}</p>}
      </header>
      {error === null ? null : <Problem code={error.code} />}
      {value === null ? null : (
        <>
          <PersonName personId={personId} name={value.name} onSaved={(name) => setValue({ ...value, name })} />
          <PersonActs person={value} onWithdrawn={reload} />
          <section className="stack-small">
            <h2>{en.person.sessionsTitle}</h2>
            {value.sessions.length === 0 ? <p className="quiet">{en.person.noSessions}</p> : null}
            {value.sessions.map((session) => (
              <InSession key={session.sessionId} session={session} />
            ))}
          </section>
          <div>
            <Button look="plain" onPress={() => go({ name: 'log', personId })}>
              {logText.ofPerson}
            </Button>
          </div>
        </>
      )}
    </div>
  );
}
