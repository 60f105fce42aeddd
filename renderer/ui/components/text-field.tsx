import type { ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextField as AriaTextField } from 'react-aria-components';

interface TextFieldProps {
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly hint?: string;
  /** Why the value will not do, or null. */
  readonly problem?: string | null;
  readonly isSecret?: boolean;
  readonly takesFocus?: boolean;
  readonly isDisabled?: boolean;
  readonly maxLength?: number;
  /** Beside the input, such as a button that shows the passphrase. */
  readonly beside?: ReactNode;
}

export function TextField(props: TextFieldProps) {
  const { problem = null, isSecret = false, takesFocus = false, isDisabled = false } = props;
  return (
    <AriaTextField
      className="field"
      value={props.value}
      onChange={props.onChange}
      isInvalid={problem !== null}
      isDisabled={isDisabled}
      autoFocus={takesFocus}
      type={isSecret ? 'password' : 'text'}
      autoComplete="off"
      spellCheck="false"
      {...(props.maxLength === undefined ? {} : { maxLength: props.maxLength })}
    >
      <Label className="field-label">{props.label}</Label>
      <div className="field-row">
        <Input className="input" autoCapitalize="off" />
        {props.beside}
      </div>
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  );
}
