import { useEffect } from 'react';

const isMac = navigator.userAgent.includes('Macintosh');

/** Ctrl+L, or Cmd+L on a Mac: `name` is its spelling for `aria-keyshortcuts`. */
export const lockKeys = { isCommand: isMac, name: isMac ? 'Meta+L' : 'Control+L' } as const;

/** Listens for the shortcut while there is a Lock button. */
export function useLockShortcut(lock: () => Promise<void>): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent): void => {
      const isShortcut = (isMac ? event.metaKey : event.ctrlKey) && !event.altKey && !event.shiftKey;
      if (!isShortcut || event.key.toLowerCase() !== 'l') return;
      event.preventDefault();
      void lock();
    };
    window.addEventListener('keydown', listen);
    return () => window.removeEventListener('keydown', listen);
  }, [lock]);
}
