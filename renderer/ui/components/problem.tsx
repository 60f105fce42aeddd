import { CircleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import type { ErrorCode } from '../../../contract/error-codes.ts';
import { errorTexts, type ErrorText } from '../text/error-text.ts';

interface ProblemTextProps {
  readonly text: ErrorText;
  readonly children?: ReactNode;
}

/** What happened, what is safe, what to do. Spoken at once by a screen reader. */
export function ProblemText({ text, children }: ProblemTextProps) {
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

interface ProblemProps {
  readonly code: ErrorCode;
  readonly children?: ReactNode;
}

/** An error of the vault in words. */
export function Problem({ code, children }: ProblemProps) {
  return <ProblemText text={errorTexts[code]}>{children}</ProblemText>;
}
