import { AudioLines, CalendarClock, ScrollText, Settings2, UsersRound } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Place } from '../place.ts';
import { en } from '../text/en.ts';
import { logText } from '../text/log-text.ts';
import { useDue } from '../use-due.ts';
import { useRetention } from '../use-retention.ts';

interface RailProps {
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}

const entries = [
  { name: 'sessions', text: en.shell.sessions, Icon: AudioLines },
  { name: 'people', text: en.shell.people, Icon: UsersRound },
  { name: 'due', text: en.shell.due, Icon: CalendarClock },
  { name: 'log', text: logText.rail, Icon: ScrollText },
  { name: 'settings', text: en.shell.settings, Icon: Settings2 },
] as const;

function entryOf(place: Place): (typeof entries)[number]['name'] {
  if (place.name === 'person') return 'people';
  if (place.name === 'template' || place.name === 'way' || place.name === 'check-vault') return 'settings';
  if (place.name === 'certificate') return 'due';
  return entries.find(({ name }) => name === place.name)?.name ?? 'sessions';
}

/** The places that have something in them. */
export function Rail({ place, onGo }: RailProps) {
  const current = entryOf(place);
  const asking = useDue().value;
  const kept = useRetention().value;
  const waiting =
    (asking === null ? 0 : asking.first.length + asking.unlisted) +
    (kept === null ? 0 : kept.dueNow.length + kept.unlisted.dueNow);
  return (
    <nav className="rail" aria-label={en.shell.places}>
      <p className="rail-name" aria-hidden="true">
        {en.appName}
      </p>
      <ul className="rail-list">
        {entries.map(({ name, text, Icon }) => (
          <li key={name}>
            <Button
              className="rail-item"
              {...(current === name ? { 'aria-current': 'page' } : {})}
              {...(name === 'due' && waiting > 0 ? { 'aria-label': en.shell.dueWaiting(waiting) } : {})}
              onPress={() => onGo({ name })}
            >
              <Icon aria-hidden="true" />
              {name === 'due' && waiting > 0 ? (
                <>
                  {text} <span className="rail-count">{waiting}</span>
                </>
              ) : (
                text
              )}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
