import { AudioLines, Settings2 } from 'lucide-react';
import { Button } from 'react-aria-components';
import type { Place } from '../place.ts';
import { en } from '../text/en.ts';

interface RailProps {
  readonly place: Place;
  readonly onGo: (place: Place) => void;
}

const entries = [
  { name: 'sessions', text: en.shell.sessions, Icon: AudioLines },
  { name: 'settings', text: en.shell.settings, Icon: Settings2 },
] as const;

/** The places that have something in them. */
export function Rail({ place, onGo }: RailProps) {
  const current = place.name === 'settings' ? 'settings' : 'sessions';
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
              onPress={() => onGo({ name })}
            >
              <Icon aria-hidden="true" />
              {text}
            </Button>
          </li>
        ))}
      </ul>
    </nav>
  );
}
