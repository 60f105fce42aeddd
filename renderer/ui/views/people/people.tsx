import { ChevronRight } from 'lucide-react';
import { useCallback, useState } from 'react';
import { Button } from 'react-aria-components';
import type { PersonSummary } from '../../../../contract/person.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Problem } from '../../components/problem.tsx';
import { SearchBox } from '../../components/search-box.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';

function foundText(count: number, query: string): string {
  return count === 0 ? en.people.nothingFound(query) : en.people.found(count);
}

function PersonRow({ person }: { readonly person: PersonSummary }) {
  const { go } = usePage();
  return (
    <li>
      <Button className="session-row" onPress={() => go({ name: 'person', personId: person.id })}>
        <span className="session-codes">{person.code}</span>
        <span className="session-when">{en.people.sessions(person.sessionCount)}</span>
        <span className="session-recordings">
          {person.lastSessionAtMs === null ? null : en.people.last(person.lastSessionAtMs)}
        </span>
        <ChevronRight aria-hidden="true" className="session-chevron" />
      </Button>
    </li>
  );
}

/** Everybody who has a code in this vault. */
export function People() {
  const [query, setQuery] = useState('');
  const { value: people, error } = useLoad(useCallback(() => vault.people.list({ query }), [query]));
  return (
    <div className="column">
      <header className="view-head">
        <PageHeading title={en.people.title} takesFocus={false} />
      </header>
      <SearchBox value={query} onChange={setQuery} />
      {error === null ? null : <Problem code={error.code} />}
      {people?.length === 0 && query === '' ? (
        <div className="empty">
          <h2>{en.people.emptyTitle}</h2>
          <p>{en.people.emptyLead}</p>
        </div>
      ) : null}
      <p className={people?.length === 0 ? 'quiet' : 'visually-hidden'} aria-live="polite">
        {people === null || query === '' ? null : foundText(people.length, query)}
      </p>
      <ul className="session-list" aria-label={en.people.listLabel}>
        {(people ?? []).map((person) => (
          <PersonRow key={person.id} person={person} />
        ))}
      </ul>
    </div>
  );
}
