import { FolderOpen } from 'lucide-react';
import { Button } from '../../components/button.tsx';
import { PlaceNotice } from '../../components/place-notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useAction, type Action } from '../../use-action.ts';
import { vault } from '../../vault-client.ts';

/** Where the vault will lie, and the ways to another folder or to a vault that exists. */
export function VaultPlace({ isDisabled }: { readonly isDisabled: boolean }) {
  const { state, dispatch } = usePage();
  const choose = useAction(async () => {
    const app = await vault.app.chooseNewVaultFolder();
    if (app !== null) dispatch({ type: 'app-state', app });
  });
  const openExisting = useAction(async () => {
    const app = await vault.app.openExistingVault();
    if (app !== null) dispatch({ type: 'app-state', app });
  });
  // What is said is about what was done last.
  const run = (action: Action<[]>): void => {
    for (const other of [choose, openExisting]) other.forget();
    void action.run();
  };
  const isBusy = isDisabled || choose.isPending || openExisting.isPending;
  const code = choose.error?.code ?? openExisting.error?.code ?? state.app?.problem ?? null;
  return (
    <section className="stack">
      <h2>{en.firstRun.placeTitle}</h2>
      <p className="path">{state.app?.vaultFolder}</p>
      <PlaceNotice advice="better" />
      {code === null ? null : <Problem code={code} />}
      <div className="acts">
        <Button icon={<FolderOpen aria-hidden="true" />} isDisabled={isBusy} onPress={() => run(choose)}>
          {en.firstRun.chooseAnother}
        </Button>
        <Button look="plain" isDisabled={isBusy} onPress={() => run(openExisting)}>
          {en.firstRun.openExisting}
        </Button>
      </div>
    </section>
  );
}
