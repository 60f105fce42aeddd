import { useEffect, useRef, type ReactNode } from 'react';
import { en } from '../text/en.ts';

interface PageHeadingProps {
  /** Names the place, also in the window's title. Never a name or code: titles show in task bars. */
  readonly title: string;
  readonly children?: ReactNode;
  /** False where a field is ready to type in instead. */
  readonly takesFocus?: boolean;
  readonly isHidden?: boolean;
}

/** The one h1 of a view. Takes the focus when the view appears, so that a screen reader says where it is. */
export function PageHeading({ title, children, takesFocus = true, isHidden = false }: PageHeadingProps) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    document.title = en.windowTitle(title);
  }, [title]);
  useEffect(() => {
    if (takesFocus) heading.current?.focus();
  }, [takesFocus]);
  return (
    <h1 ref={heading} tabIndex={-1} className={isHidden ? 'visually-hidden' : 'page-heading'}>
      {children ?? title}
    </h1>
  );
}
