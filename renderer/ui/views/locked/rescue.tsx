import type { ErrorCode } from '../../../../contract/error-codes.ts';
import { Button } from '../../components/button.tsx';
import { rescueText } from '../../text/rescue-text.ts';

interface RescueProps {
  /** What keeps the vault shut. */
  readonly code: ErrorCode | null;
  /** What is to be entered first; null when it is there. */
  readonly missing: string | null;
  /** Nobody has to wait after tries that failed. */
  readonly mayTry: boolean;
  readonly isBusy: boolean;
  readonly onRebuildIndex: () => void;
  readonly onRestoreSlots: () => void;
}

/** What helps where a part of the vault is damaged beyond use; nothing for any other trouble. */
export function Rescue({ code, missing, mayTry, isBusy, onRebuildIndex, onRestoreSlots }: RescueProps) {
  if (code === 'vault/index-damaged') {
    const { title, can, lost, kept, act } = rescueText.index;
    return (
      <section className="card stack-small" aria-labelledby="rescue">
        <h2 id="rescue">{title}</h2>
        <p>{can}</p>
        <p>{lost}</p>
        <p>{kept}</p>
        <RescueAct act={act} missing={missing} isDisabled={isBusy || !mayTry} onPress={onRebuildIndex} />
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
        <RescueAct act={act} missing={missing} isDisabled={isBusy || !mayTry} onPress={onRestoreSlots} />
      </section>
    );
  }
  return null;
}

interface RescueActProps {
  readonly act: string;
  readonly missing: string | null;
  readonly isDisabled: boolean;
  readonly onPress: () => void;
}

function RescueAct({ act, missing, isDisabled, onPress }: RescueActProps) {
  return (
    <>
      <Button isDisabled={isDisabled || missing !== null} onPress={onPress}>
        {act}
      </Button>
      {missing === null ? null : <p className="field-hint">{missing}</p>}
    </>
  );
}
