import { useEffect, useRef, useState } from 'react';
import type { Way, Ways } from '../../../../contract/ways.ts';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { WayName } from './way-name.tsx';

function factsOf(way: Way): string {
  const facts = [
    ...(way.name === null ? [] : [en.ways.kinds[way.type]]),
    ...(way.addedAtMs === null ? [] : [en.ways.added(way.addedAtMs)]),
    ...(way.changedAtMs === null ? [] : [en.ways.changed(way.changedAtMs)]),
    ...(way.usedForThisUnlock ? [en.ways.usedNow] : []),
  ];
  return en.common.beside(facts);
}

/** One way in, and what can be done with it. */
export function WayLine({ way, onChanged }: { readonly way: Way; readonly onChanged: (ways: Ways) => void }) {
  const { go } = usePage();
  const announce = useAnnounce();
  const [isNaming, setNaming] = useState(false);
  const line = useRef<HTMLLIElement>(null);
  const wasNaming = useRef(false);
  // The field goes, and the focus goes back to the button that brought it.
  useEffect(() => {
    if (wasNaming.current && !isNaming) line.current?.querySelector('button')?.focus();
    wasNaming.current = isNaming;
  }, [isNaming]);
  const { slotId } = way;
  const wayName = en.ways.nameOf(way);
  return (
    <li className="way" ref={line}>
      <div className="stack-small" role="group" aria-label={wayName}>
        <div>
          <p className="way-name">{wayName}</p>
          <p className="quiet">{factsOf(way)}</p>
        </div>
        {isNaming ? (
          <WayName
            way={way}
            onSaved={(ways) => {
              onChanged(ways);
              setNaming(false);
              announce(en.ways.renamed);
            }}
            onLeft={() => setNaming(false)}
          />
        ) : (
          <div className="acts">
            <Button onPress={() => setNaming(true)}>{en.ways.rename}</Button>
            {way.type === 'passphrase' ? (
              <Button onPress={() => go({ name: 'way', change: { act: 'change-passphrase', slotId } })}>
                {en.ways.change}
              </Button>
            ) : (
              <Button onPress={() => go({ name: 'way', change: { act: 'sheet', replaces: slotId } })}>
                {en.ways.newSheet}
              </Button>
            )}
            {way.isOnly ? null : (
              <Button onPress={() => go({ name: 'way', change: { act: 'remove', slotId, wayName } })}>
                {en.ways.remove}
              </Button>
            )}
          </div>
        )}
        {way.isOnly ? <p className="field-hint">{en.ways.isOnly}</p> : null}
      </div>
    </li>
  );
}
