import { useCallback } from 'react';
import { useAnnounce } from '../../a11y/announcer.tsx';
import { Button } from '../../components/button.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { rescueText } from '../../text/rescue-text.ts';
import { useAction } from '../../use-action.ts';
import { useLoad } from '../../use-load.ts';
import { vault } from '../../vault-client.ts';
import { WayLine } from './way-line.tsx';

/** A copy of the ways in, for the day on which both of the vault's own are damaged. */
function SaveSlots() {
  const announce = useAnnounce();
  const save = useAction(async () => {
    const { outcome } = await vault.ways.saveSlots();
    if (outcome === 'saved') announce(rescueText.saved);
  });
  return (
    <div className="stack-small">
      <div className="acts">
        <Button onPress={() => void save.run()} isBusy={save.isPending}>
          {rescueText.save}
        </Button>
      </div>
      <p className="field-hint">{rescueText.saveHint}</p>
      {save.error === null ? null : <Problem code={save.error.code} />}
    </div>
  );
}

/** Everything that opens the vault, and the ways to change that. */
export function WaysSection() {
  const { go } = usePage();
  const loaded = useLoad(useCallback(() => vault.ways.list(), []));
  const ways = loaded.value?.ways ?? [];
  const passphrases = ways.filter(({ type }) => type === 'passphrase').length;
  const lacksSheet = loaded.value !== null && passphrases === ways.length;
  return (
    <section className="card stack" aria-labelledby="ways-in">
      <h2 id="ways-in">{en.ways.title}</h2>
      <p>{en.ways.lead}</p>
      <ul className="stack" aria-label={en.ways.listLabel}>
        {ways.map((way) => (
          <WayLine key={way.slotId} way={way} onChanged={loaded.setValue} />
        ))}
      </ul>
      {lacksSheet ? <p>{en.sheet.none}</p> : null}
      <div className="acts">
        <Button onPress={() => go({ name: 'way', change: { act: 'add-passphrase' } })}>{en.ways.add}</Button>
        {lacksSheet ? (
          <Button onPress={() => go({ name: 'way', change: { act: 'sheet', replaces: null } })}>{en.sheet.make}</Button>
        ) : null}
        <Button onPress={() => go({ name: 'way', change: { act: 'rekey', passphrases } })}>{en.ways.rekey}</Button>
      </div>
      <SaveSlots />
      <dl className="facts">
        <div>
          <dt>{en.ways.fingerprint}</dt>
          <dd className="way-fingerprint">{loaded.value?.fingerprint}</dd>
        </div>
      </dl>
      <p className="field-hint">{en.ways.fingerprintHint}</p>
      {loaded.error === null ? null : <Problem code={loaded.error.code} />}
    </section>
  );
}
