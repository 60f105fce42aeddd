import { useId, useState } from 'react';
import { Dialog, Heading, Modal, ModalOverlay } from 'react-aria-components';
import type { DeletionSubject } from '../../../contract/deletion.ts';
import { maximumHoldPersonLength, maximumHoldReasonLength } from '../../../contract/limits.ts';
import type { Hold } from '../../../contract/retention.ts';
import { en } from '../text/en.ts';
import { retentionText } from '../text/retention-text.ts';
import { useAction } from '../use-action.ts';
import { vault } from '../vault-client.ts';
import { Button } from './button.tsx';
import { ConfirmDialog } from './confirm-dialog.tsx';
import { Problem } from './problem.tsx';
import { TextField } from './text-field.tsx';

interface HoldFormProps {
  readonly onHold: (words: { readonly reason: string; readonly by: string }) => void;
  readonly onCancel: () => void;
}

function HoldForm({ onHold, onCancel }: HoldFormProps) {
  const [reason, setReason] = useState('');
  const [by, setBy] = useState('');
  const [isJudged, setJudged] = useState(false);
  const isWhole = reason.trim() !== '' && by.trim() !== '';
  return (
    <>
      <p>{retentionText.holdLead}</p>
      <TextField
        label={retentionText.holdReason}
        value={reason}
        onChange={setReason}
        maxLength={maximumHoldReasonLength}
        takesFocus
      />
      <TextField label={retentionText.holdBy} value={by} onChange={setBy} maxLength={maximumHoldPersonLength} />
      {isJudged && !isWhole ? (
        <div role="alert" className="sign-missing">
          <p>{retentionText.holdMissing}</p>
        </div>
      ) : null}
      <div className="dialog-acts">
        <Button onPress={onCancel}>{en.after.goBack}</Button>
        <Button
          look="primary"
          onPress={() => {
            setJudged(true);
            if (isWhole) onHold({ reason, by });
          }}
        >
          {retentionText.holdAct}
        </Button>
      </div>
    </>
  );
}

interface PlaceHoldProps {
  readonly subject: DeletionSubject;
  readonly act?: string;
  readonly describedBy?: string;
  readonly onChanged: () => void;
}

/** Asks why and who, and holds it. */
export function PlaceHold({ subject, act = retentionText.holdAct, describedBy, onChanged }: PlaceHoldProps) {
  const [isAsking, setAsking] = useState(false);
  const hold = useAction(async (words: { readonly reason: string; readonly by: string }) => {
    await vault.retention.hold({ subject, words });
    onChanged();
  });
  return (
    <>
      <Button
        look="plain"
        {...(describedBy === undefined ? {} : { 'aria-describedby': describedBy })}
        isBusy={hold.isPending}
        onPress={() => setAsking(true)}
      >
        {act}
      </Button>
      {hold.error === null ? null : <Problem code={hold.error.code} />}
      <ModalOverlay className="overlay" isOpen={isAsking} onOpenChange={setAsking}>
        <Modal className="modal">
          <Dialog className="dialog">
            <Heading slot="title" className="dialog-title">
              {retentionText.holdTitle}
            </Heading>
            <HoldForm
              onCancel={() => setAsking(false)}
              onHold={(words) => {
                setAsking(false);
                void hold.run(words);
              }}
            />
          </Dialog>
        </Modal>
      </ModalOverlay>
    </>
  );
}

interface HeldProps {
  readonly hold: Hold;
  readonly onChanged: () => void;
}

/** That it is held, why and by whom, and the way to lift it. */
export function Held({ hold, onChanged }: HeldProps) {
  const words = useId();
  const [isAsking, setAsking] = useState(false);
  const lift = useAction(async () => {
    await vault.retention.liftHold(hold.subject);
    onChanged();
  });
  return (
    <div className="stack-small">
      <div id={words}>
        {hold.subject.kind === 'session' ? <p>{retentionText.ofSession}</p> : null}
        <p>{retentionText.heldSince(hold.sinceMs)}</p>
        <p>
          {hold.words === null ? retentionText.heldUnknown : retentionText.heldWhy(hold.words.reason, hold.words.by)}
        </p>
      </div>
      <div className="acts">
        <Button aria-describedby={words} isBusy={lift.isPending} onPress={() => setAsking(true)}>
          {retentionText.lift}
        </Button>
      </div>
      {lift.error === null ? null : <Problem code={lift.error.code} />}
      <ConfirmDialog
        isOpen={isAsking}
        title={retentionText.liftTitle}
        confirm={retentionText.lift}
        cancel={en.after.goBack}
        onCancel={() => setAsking(false)}
        onConfirm={() => {
          setAsking(false);
          void lift.run();
        }}
      >
        <p>{retentionText.liftText}</p>
      </ConfirmDialog>
    </div>
  );
}
