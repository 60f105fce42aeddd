import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children' | 'isPending'> {
  readonly children: ReactNode;
  /** `primary` for the one thing to do next in a view, `quiet` for what stands beside it, `plain` for the rest. */
  readonly look?: 'primary' | 'quiet' | 'plain';
  readonly size?: 'normal' | 'large';
  /** Under way: keeps its place and the focus. Whoever answers presses does nothing with a second one. */
  readonly isBusy?: boolean;
  readonly icon?: ReactNode;
}

export function Button({ children, look = 'quiet', size = 'normal', isBusy = false, icon, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} data-busy={isBusy} className={`button button-${look} button-${size}`}>
      {icon}
      <span>{children}</span>
    </AriaButton>
  );
}
