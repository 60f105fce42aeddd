import type { ErrorCode } from '../../../../contract/error-codes.ts';
import { Button } from '../../components/button.tsx';
import { rescueText } from '../../text/rescue-text.ts';

interface RescueProps {
  /** What keeps the vault shut. */
  readonly code: ErrorCode | null;
  readonly hasPassphrase: boolean;
  readonly isBusy: boolean;
  readonly onRebuildIndex: () => void;
  readonly onRestoreSlots: () => void;
}

/** What helps where a part of the vault is damaged beyond use; nothing for any other trouble. */
export function Rescue({ code, hasPassphrase, isBusy, onRebuildIndex, onRestoreSlots }: RescueProps) {
  if (code === 'vault/index-damaged') {
    const { title, can, lost, kept, act } = rescueText.index;
    return (
      <section className="card stack-small" aria-labelledby="rescue">
        <h2 id="rescue">{title}</h2>
        <p>{can}</p>
        <p>{lost}</p>
        <p>{kept}</p>
        <RescueAct act={act} hasPassphrase={hasPassphrase} isBusy={isBusy} onPress={onRebuildIndex} />
      </section>
    );
  }
  if (code === 'vault/slots-damaged' || code === 'vault/slots-copy-unfit') {
    const { title, can, warning, act } = rescueText.slots;
    return (
      <section className="card stack-small" aria-labelledby="rescue">
        <h2 id="rescue">{title}</h2>
        <p>{can}</p>
        <p>{warning}</p>
        <RescueAct act={act} hasPassphrase={hasPassphrase} isBusy={isBusy} onPress={onRestoreSlots} />
      </section>
    );
  }
  return null;
}

interface RescueActProps {
  readonly act: string;
  readonly hasPassphrase: boolean;
  readonly isBusy: boolean;
  readonly onPress: () => void;
}

function RescueAct({ act, hasPassphrase, isBusy, onPress }: RescueActProps) {
  return (
    <>
      <Button isDisabled={!hasPassphrase || isBusy} onPress={onPress}>
        {act}
      </Button>
      {hasPassphrase ? null : <p className="field-hint">{rescueText.enterPassphrase}</p>}
    </>
  );
}
