import type { ReactNode } from 'react';
import type { Receipt } from '../../../../contract/receipt.ts';
import {
  clientCopyTexts,
  listenerTexts,
  ownershipTexts,
  recordTexts,
  retentionTexts,
} from '../../text/agreement-terms-text.ts';
import { en } from '../../text/en.ts';
import { waysText } from '../../text/ways-to-consent-text.ts';

function Fact({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  );
}

function purposesWith(receipt: Receipt, decision: 'given' | 'refused'): string {
  const names = receipt.purposes
    .filter((one) => one.decision === decision)
    .map(({ purpose }) => en.purposeTexts[purpose].name);
  return names.length === 0 ? en.receipts.nothing : en.common.listOf(names);
}

function WithdrawalFacts({ withdrawal }: { readonly withdrawal: NonNullable<Receipt['withdrawal']> }) {
  return (
    <>
      <Fact name={en.receipts.scope}>{en.receipts.scopes[withdrawal.scope]}</Fact>
      <Fact name={en.receipts.done}>
        {withdrawal.actions.map(({ recording_id: id, action, at }) => (
          <p key={id}>
            {en.receipts.actionOn(
              id,
              at === null ? en.receipts.actions[action] : `${en.receipts.actions[action]}, ${en.receipts.at(at)}`,
            )}
          </p>
        ))}
        {withdrawal.passage === null ? null : (
          <p>{en.receipts.passage(withdrawal.passage.from_ms, withdrawal.passage.to_ms)}</p>
        )}
        <p>{withdrawal.scope === 'passage' ? en.receipts.restStays : en.receipts.askedAnew}</p>
      </Fact>
      <Fact name={en.receipts.notReached}>
        {withdrawal.not_reached.map((what) => (
          <p key={what}>{en.receipts.notReachedTexts[what]}</p>
        ))}
      </Fact>
    </>
  );
}

/** One receipt, for people. */
export function ReceiptText({ receipt, children }: { readonly receipt: Receipt; readonly children?: ReactNode }) {
  const { event, role, capacity, privacy_notice: notice } = receipt;
  const who = [
    receipt.pii_principal_id,
    ...(role === null ? [] : [en.roleNames[role]]),
    ...(capacity === null ? [] : [en.capacityNames[capacity]]),
  ];
  return (
    <article className="receipt stack-small">
      <h2>
        {receipt.withdrawal?.scope === 'passage' ? en.receipts.partWithdrawn : en.receipts.states[event.event_state]}
      </h2>
      <p>{en.receipts.at(event.event_time)}</p>
      <dl className="facts">
        <Fact name={en.receipts.person}>{en.common.beside(who)}</Fact>
        {receipt.withdrawal === null ? (
          <>
            <Fact name={en.receipts.granted}>{purposesWith(receipt, 'given')}</Fact>
            <Fact name={en.receipts.refused}>{purposesWith(receipt, 'refused')}</Fact>
          </>
        ) : (
          <WithdrawalFacts withdrawal={receipt.withdrawal} />
        )}
        {event.method === null ? null : (
          <Fact name={en.receipts.signature}>
            <p>{en.session.methods[event.method]}</p>
            {event.signed_on_paper === null ? null : <p>{waysText.onPaperOn(event.signed_on_paper)}</p>}
            {event.paper_words === 'other-form' ? <p>{waysText.otherForm}</p> : null}
            {event.is_witnessed === true ? <p>{waysText.witnessed}</p> : null}
          </Fact>
        )}
        <Fact name={en.receipts.kept}>{en.receipts.keptText}</Fact>
        {receipt.retention_period === null ? null : (
          <Fact name={en.receipts.retention}>
            {en.receipts.destroyBy(retentionTexts[receipt.retention_period.rule], receipt.retention_period.destroy_by)}
          </Fact>
        )}
        {receipt.recipients === null ? null : (
          <Fact name={en.receipts.listeners}>{listenerTexts[receipt.recipients]}</Fact>
        )}
        {receipt.ownership === null ? null : <Fact name={en.receipts.owner}>{ownershipTexts[receipt.ownership]}</Fact>}
        {receipt.client_copy === null ? null : (
          <Fact name={en.receipts.clientCopy}>{clientCopyTexts[receipt.client_copy]}</Fact>
        )}
        {receipt.part_of_clinical_record === null ? null : (
          <Fact name={en.receipts.record}>{recordTexts[receipt.part_of_clinical_record ? 'part' : 'apart']}</Fact>
        )}
        {receipt.valid_until === null ? null : (
          <Fact name={en.receipts.validUntil}>{en.receipts.at(receipt.valid_until)}</Fact>
        )}
        {notice === null ? null : (
          <>
            <Fact name={en.session.language}>{en.languageNames[notice.language]}</Fact>
            <Fact name={en.receipts.text}>
              <span className="fingerprint">{notice.text_hash}</span>
            </Fact>
          </>
        )}
        <Fact name={en.receipts.number}>
          <span className="fingerprint">{receipt.record_id}</span>
        </Fact>
        <Fact name={en.receipts.before}>
          <span className="fingerprint">{receipt.previous_record_id ?? en.receipts.first}</span>
        </Fact>
      </dl>
      {children}
    </article>
  );
}
