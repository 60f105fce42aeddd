import { useState } from 'react';
import type { ErrorCode } from '../../../../contract/error-codes.ts';
import type { Proof } from '../../../../contract/passphrase-messages.ts';
import { usePage } from '../../page-context.ts';
import { useDeriving, type DerivingAction } from '../../use-deriving.ts';
import { openVault, vault } from '../../vault-client.ts';

/** Opens a vault of which a part is damaged beyond use. What `take` gives is taken last, when nobody changes their mind any more. */
export function useRescue(take: () => Proof): DerivingAction<[rebuildsIndex: boolean]> {
  return useDeriving(async (onDeriving, rebuildsIndex: boolean) => {
    const picked = rebuildsIndex ? null : await vault.app.pickSlotsCopy();
    if (!rebuildsIndex && picked === null) return;
    await openVault({ kind: 'rescue', proof: take(), savedSlots: picked?.slots ?? null, rebuildsIndex }, onDeriving);
  });
}

/** The damage that was last met in this vault: it is still there when something was mistyped on the way out of it. */
export function useLastDamage(code: ErrorCode | null): ErrorCode | null {
  const vaultFolder = usePage().state.app?.vaultFolder ?? null;
  const [damage, setDamage] = useState<{ code: ErrorCode; vaultFolder: string | null } | null>(null);
  const isDamage = code !== null && /^vault\/(index-damaged|slots-)/.test(code);
  if (isDamage && (code !== damage?.code || vaultFolder !== damage.vaultFolder)) setDamage({ code, vaultFolder });
  return damage?.vaultFolder === vaultFolder ? damage.code : null;
}
