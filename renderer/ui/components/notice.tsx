import { Info, X } from 'lucide-react';
import type { ReactNode } from 'react';
import { Button } from 'react-aria-components';
import { en } from '../text/en.ts';

interface NoticeProps {
  readonly children: ReactNode;
  readonly onDismiss?: () => void;
}

/** Something the person should know, that stops nothing. */
export function Notice({ children, onDismiss }: NoticeProps) {
  return (
    <div className="notice">
      <Info aria-hidden="true" className="notice-icon" />
      <div className="notice-text">{children}</div>
      {onDismiss === undefined ? null : (
        <Button
          className="icon-button"
          aria-label={en.common.dismiss}
          onPress={() => {
            onDismiss();
            // The button goes with the notice; the focus goes to the head of the page.
            document.querySelector('h1')?.focus();
          }}
        >
          <X aria-hidden="true" />
        </Button>
      )}
    </div>
  );
}
