import type { Damage, VaultCheck } from '../../../../contract/vault-check.ts';
import type { SessionId } from '../../../../contract/ids.ts';
import { Button } from '../../components/button.tsx';
import { usePage } from '../../page-context.ts';
import { checkText, damageText } from '../../text/check-text.ts';

function sessionOf(damage: Damage): SessionId | null {
  if ('recording' in damage) return damage.recording.sessionId;
  return 'sessionId' in damage ? damage.sessionId : null;
}

function DamageCard({ damage }: { readonly damage: Damage }) {
  const { go } = usePage();
  const { what, means } = damageText(damage);
  const sessionId = sessionOf(damage);
  return (
    <li className="card stack-small">
      <h3>{what}</h3>
      <p>{means}</p>
      {sessionId === null ? null : (
        <div>
          <Button aria-label={`${checkText.goToSession}: ${what}`} onPress={() => go({ name: 'session', sessionId })}>
            {checkText.goToSession}
          </Button>
        </div>
      )}
    </li>
  );
}

/** What a check has found. */
export function CheckResult({ check }: { readonly check: VaultCheck }) {
  const { damagedCount, damages, checked, running, endedAtMs } = check;
  return (
    <section className="stack">
      <h2>{damagedCount === 0 ? checkText.whole(checked) : checkText.damaged(damagedCount, checked)}</h2>
      {damagedCount === 0 ? null : <p>{checkText.damagedLead}</p>}
      {running === 0 ? null : <p>{checkText.leftOut(running)}</p>}
      {damages.length === 0 ? null : (
        <ul className="stack" aria-label={checkText.listLabel}>
          {damages.map((damage, place) => (
            <DamageCard key={place} damage={damage} />
          ))}
        </ul>
      )}
      {damagedCount > damages.length ? <p>{checkText.more(damagedCount - damages.length)}</p> : null}
      {endedAtMs === null ? null : <p className="quiet">{checkText.endedAt(endedAtMs)}</p>}
    </section>
  );
}
