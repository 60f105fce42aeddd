import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { errorTexts } from '../text/error-text.ts';

interface ProblemProps {
  readonly code: ErrorCode;
  readonly children?: ReactNode;
}

/** An error in words: what happened, what is safe, what to do. Spoken at once by a screen reader. */
export function Problem({ code, children }: ProblemProps) {
  const text = errorTexts[code];
  return (
    <div className="problem" role="alert">
      <CircleAlert aria-hidden="true" className="problem-icon" />
      <div>
        <p className="problem-happened">{text.happened}</p>
        <p>
          {text.safe} {text.todo}
        </p>
        {children}
      </div>
    </div>
  );
}
