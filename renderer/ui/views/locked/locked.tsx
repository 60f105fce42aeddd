import { LockKeyhole } from 'lucide-react';
import { useState, type SubmitEvent } from 'react';
import { Button as AriaButton, Disclosure, DisclosurePanel, Heading } from 'react-aria-components';
import type { ErrorCode } from '../../../../contract/error-codes.ts';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { PassphraseField } from '../../components/passphrase-field.tsx';
import { PolicyNotice } from '../../components/policy-notice.tsx';
import { Problem } from '../../components/problem.tsx';
import { TryWait, useTryWait } from '../../components/try-wait.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { rescueText } from '../../text/rescue-text.ts';
import { useAction, type Action } from '../../use-action.ts';
import { useDeriving } from '../../use-deriving.ts';
import { openVault, vault, VaultError } from '../../vault-client.ts';
import { Rescue } from './rescue.tsx';
import { useLastDamage, useRescue } from './use-rescue.ts';

function Forgotten() {
  return (
    <Disclosure className="disclosure">
      <Heading level={2} className="disclosure-heading">
        <AriaButton slot="trigger" className="button button-plain button-normal">
          {en.locked.forgotten}
        </AriaButton>
      </Heading>
      <DisclosurePanel className="disclosure-panel">
        <div className="prose">
          <p>{en.locked.forgottenCannot}</p>
          <p>{en.locked.forgottenSheet}</p>
          <p>{en.locked.forgottenCan}</p>
          <p>{en.locked.forgottenNew}</p>
        </div>
      </DisclosurePanel>
    </Disclosure>
  );
}

/** What stood in the way of this vault may have gone since; a passphrase must not wait for a process that is not there. */
async function lookAgain(problem: ErrorCode | null): Promise<void> {
  if (problem === null) return;
  const app = await vault.app.lookAgain();
  if (app.problem !== null) throw new VaultError({ code: app.problem, details: {} });
}

/** The field and nothing that names anyone; not even the folder, which may hold a person's name. */
export function Locked() {
  const { state, dispatch } = usePage();
  const [passphrase, setPassphrase] = useState('');
  const wait = useTryWait();
  const unlock = useDeriving(async (onDeriving) => {
    const entered = passphrase;
    setPassphrase('');
    await lookAgain(state.app?.problem ?? null);
    await openVault({ kind: 'unlock', passphrase: entered }, onDeriving);
  });
  const rescue = useRescue(() => {
    setPassphrase('');
    return { by: 'passphrase', passphrase };
  });
  const openAnother = useAction(async () => {
    const app = await vault.app.openExistingVault();
    if (app !== null) dispatch({ type: 'app-state', app });
  });
  const createNew = useAction(async () => {
    const app = await vault.app.chooseNewVaultFolder();
    if (app !== null) dispatch({ type: 'app-state', app });
  });
  // What is said is about what was done last.
  const run = (action: Action<[]>): void => {
    for (const other of [unlock, rescue, openAnother, createNew]) other.forget();
    void action.run();
  };
  const rescueBy = (rebuildsIndex: boolean): void => {
    for (const other of [unlock, rescue, openAnother, createNew]) other.forget();
    void rescue.run(rebuildsIndex);
  };
  const isBusy = unlock.isPending || rescue.isPending || openAnother.isPending || createNew.isPending;
  const code =
    unlock.error?.code ??
    rescue.error?.code ??
    openAnother.error?.code ??
    createNew.error?.code ??
    state.app?.problem ??
    null;

  const expectedMs = unlock.expectedMs ?? rescue.expectedMs;
  const damage = useLastDamage(code);

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (passphrase !== '' && wait.seconds === 0) run(unlock);
  };

  return (
    <div className="column column-narrow locked">
      <LockKeyhole aria-hidden="true" className="locked-icon" />
      <PageHeading title={en.locked.title} takesFocus={false} />
      <p className="lead">{en.locked.lead}</p>
      {state.app?.hasNewKeys === true ? <p>{en.locked.newKeys}</p> : null}
      <PolicyNotice />
      <form className="stack locked-form" onSubmit={submit}>
        <PassphraseField label={en.passphrase.label} value={passphrase} onChange={setPassphrase} takesFocus />
        {code === null || unlock.isPending ? null : <Problem code={code} />}
        <TryWait {...wait} />
        <Button type="submit" look="primary" size="large" isBusy={isBusy} isDisabled={wait.seconds > 0}>
          {en.locked.unlock}
        </Button>
        {expectedMs === null ? null : <Deriving expectedMs={expectedMs} />}
      </form>
      <Rescue
        code={damage}
        missing={passphrase === '' ? rescueText.enterPassphrase : null}
        mayTry={wait.seconds === 0}
        isBusy={isBusy}
        onRebuildIndex={() => rescueBy(true)}
        onRestoreSlots={() => rescueBy(false)}
      />
      <div className="locked-foot">
        <div className="acts">
          <Button look="plain" isDisabled={isBusy} onPress={() => dispatch({ type: 'sheet-entry', isOpen: true })}>
            {en.sheet.instead}
          </Button>
        </div>
        <Forgotten />
        <div className="acts">
          <Button look="plain" isDisabled={isBusy} onPress={() => run(openAnother)}>
            {en.locked.openAnother}
          </Button>
          <Button look="plain" isDisabled={isBusy} onPress={() => run(createNew)}>
            {en.locked.newVault}
          </Button>
        </div>
      </div>
    </div>
  );
}
