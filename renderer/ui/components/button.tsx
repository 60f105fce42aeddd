import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';

export interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
  /** `primary` for the one thing to do next in a view, `quiet` for what stands beside it, `plain` for the rest. */
  readonly look?: 'primary' | 'quiet' | 'plain';
  readonly size?: 'normal' | 'large';
  readonly icon?: ReactNode;
  readonly iconAfter?: ReactNode;
}

export function Button({ children, look = 'quiet', size = 'normal', icon, iconAfter, ...props }: ButtonProps) {
  return (
    <AriaButton {...props} className={`button button-${look} button-${size}`}>
      {icon}
      <span>{children}</span>
      {iconAfter}
    </AriaButton>
  );
}
