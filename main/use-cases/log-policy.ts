import { noPolicy, type Policy } from '../../contract/policy.ts';
import type { Unlocked } from './unlocked.ts';

/** Logs `policy` where it is another than the log last said; a log that says nothing of it had none. */
export async function logPolicy({ vault, log }: Pick<Unlocked, 'vault' | 'log'>, policy: Policy): Promise<void> {
  const subject = { kind: 'vault', id: vault.vaultId } as const;
  const said = log.events(subject).flatMap(({ body }): Policy[] => (body.kind === 'policy.applied' ? [body] : []));
  if (isSame(said.at(-1) ?? noPolicy, policy)) return;
  await log.append(subject, { kind: 'policy.applied', ...policy });
}

function isSame(one: Policy, other: Policy): boolean {
  return (
    one.standing === other.standing &&
    one.digest === other.digest &&
    one.lockAfterMinutes.minimum === other.lockAfterMinutes.minimum &&
    one.lockAfterMinutes.maximum === other.lockAfterMinutes.maximum
  );
}
