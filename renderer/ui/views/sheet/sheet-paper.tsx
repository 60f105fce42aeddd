import type { Sheet } from '../../../../contract/passphrase-messages.ts';
import { en } from '../../text/en.ts';
import { QrCode } from './qr-code.tsx';
import { SheetWords } from './sheet-words.tsx';

/** The id as people compare it: its first twelve digits. */
export function shortVaultId(vaultId: string): string {
  return (vaultId.slice(0, 12).match(/.{4}/g) ?? []).join(' ');
}

/** The sheet as it comes out of the printer. */
export function SheetPaper({ sheet }: { readonly sheet: Sheet }) {
  return (
    <article className="sheet-paper">
      <h1>{en.sheet.paper.title}</h1>
      <p>{en.sheet.paper.opens}</p>
      <SheetWords words={sheet.words} />
      <p>{en.sheet.paper.howTo}</p>
      <p className="sheet-keep">{en.sheet.paper.keep}</p>
      <p>{en.sheet.paper.lost}</p>
      <div className="sheet-foot">
        <dl>
          <dt>{en.sheet.paper.vault}</dt>
          <dd>{shortVaultId(sheet.vaultId)}</dd>
          <dt>{en.sheet.paper.fingerprint}</dt>
          <dd>{sheet.fingerprint}</dd>
          <dt>{en.sheet.paper.made}</dt>
          <dd>{en.sheet.paper.madeAt(sheet.madeAtMs)}</dd>
        </dl>
        <figure>
          <QrCode text={sheet.words.join(' ')} label={en.sheet.paper.code} />
          <figcaption>{en.sheet.paper.code}</figcaption>
        </figure>
      </div>
    </article>
  );
}
