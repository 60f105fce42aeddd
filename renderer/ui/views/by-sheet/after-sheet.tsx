import type { SubmitEvent } from 'react';
import { PageHeading } from '../../a11y/page-heading.tsx';
import { Button } from '../../components/button.tsx';
import { Deriving } from '../../components/deriving.tsx';
import { Problem } from '../../components/problem.tsx';
import { usePage } from '../../page-context.ts';
import { en } from '../../text/en.ts';
import { useDeriving } from '../../use-deriving.ts';
import { changeWays } from '../../vault-client.ts';
import { useNewPassphrase } from '../first-run/new-passphrase.tsx';

/** Asked for at once: whoever came in by the sheet may have forgotten every passphrase. */
export function AfterSheet({ words }: { readonly words: string }) {
  const { dispatch } = usePage();
  const leave = (): void => dispatch({ type: 'sheet-entry', isOpen: false });
  const add = useDeriving(async (onDeriving, newPassphrase: string) => {
    const proof = { by: 'sheet', words } as const;
    await changeWays({ kind: 'add-passphrase', proof, newPassphrase, name: null }, onDeriving);
    leave();
  });
  const { passphrase, judge, fields } = useNewPassphrase(en.passphrase.newLabel, add.isPending);
  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    if (judge()) void add.run(passphrase);
  };
  return (
    <>
      <PageHeading title={en.sheet.openedTitle} />
      <p className="lead">{en.sheet.openedLead}</p>
      <form className="first-run-form" onSubmit={submit}>
        <div className="stack">{fields}</div>
        {add.error === null || add.isPending ? null : <Problem code={add.error.code} />}
        <div className="acts">
          <Button type="submit" look="primary" size="large" isBusy={add.isPending}>
            {en.sheet.setPassphrase}
          </Button>
          <Button look="plain" size="large" isDisabled={add.isPending} onPress={leave}>
            {en.sheet.notNow}
          </Button>
        </div>
        {add.expectedMs === null ? null : <Deriving expectedMs={add.expectedMs} />}
      </form>
    </>
  );
}
