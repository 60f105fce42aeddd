import type { ReactNode } from 'react';
import { useEffect } from 'react';
import { Button } from 'react-aria-components';

interface HeldButtonProps {
  readonly label: string;
  readonly isHeld: boolean;
  readonly onHeld: (isHeld: boolean) => void;
  readonly children: ReactNode;
}

/**
 * A button that counts for as long as it is held, by mouse, finger, space bar or Enter. A screen reader's press is over
 * as it begins, so that turns it on and off.
 */
export function HeldButton({ label, isHeld, onHeld, children }: HeldButtonProps) {
  useEffect(() => {
    const letGo = (): void => onHeld(false);
    window.addEventListener('blur', letGo);
    return () => window.removeEventListener('blur', letGo);
  }, [onHeld]);
  return (
    <Button
      className="icon-button"
      aria-label={label}
      aria-pressed={isHeld}
      onPressStart={({ pointerType }) => {
        if (pointerType !== 'virtual') onHeld(true);
      }}
      onPressEnd={({ pointerType }) => {
        if (pointerType !== 'virtual') onHeld(false);
      }}
      onPress={({ pointerType }) => {
        if (pointerType === 'virtual') onHeld(!isHeld);
      }}
    >
      {children}
    </Button>
  );
}
