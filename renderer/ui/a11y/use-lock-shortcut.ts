import { useEffect } from 'react';

/** Ctrl+L, or Cmd+L on a Mac, while there is a Lock button. */
export function useLockShortcut(lock: () => Promise<void>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isShortcut = (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey;
      if (!isShortcut || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      void lock();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [lock]);
}
