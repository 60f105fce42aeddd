import type { KeyboardEvent, ReactNode } from 'react';
import { FieldError, Input, Label, Text, TextArea, TextField as AriaTextField } from 'react-aria-components';

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
  /** More than one for what is too long for a line; Enter still sends the form. */
  readonly lines?: number;
  /** Hears at each key whether Caps Lock is on, and that it does not matter once the field is left. */
  readonly onCapsLock?: (isOn: boolean) => void;
  /** What is worth knowing now, spoken when it comes up; null for nothing. Undefined for a field that never has any. */
  readonly notice?: string | null;
  /** Beside the input, such as a button that shows the passphrase. */
  readonly beside?: ReactNode;
}

/** A key's event, of which only the modifiers are looked at. */
interface ModifiedKey {
  readonly getModifierState: (name: 'CapsLock') => boolean;
}

function sendOnEnter(event: KeyboardEvent<HTMLTextAreaElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  event.preventDefault();
  event.currentTarget.form?.requestSubmit();
}

export function TextField(props: TextFieldProps) {
  const { problem = null, isSecret = false, takesFocus = false, isDisabled = false, lines = 1, onCapsLock } = props;
  const hearKey =
    onCapsLock === undefined
      ? {}
      : {
          onKeyDown: (event: ModifiedKey) => onCapsLock(event.getModifierState('CapsLock')),
          onKeyUp: (event: ModifiedKey) => onCapsLock(event.getModifierState('CapsLock')),
          onBlur: () => onCapsLock(false),
        };
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
        {lines === 1 ? (
          <Input className="input" autoCapitalize="off" {...hearKey} />
        ) : (
          <TextArea className="input" autoCapitalize="off" rows={lines} onKeyDown={sendOnEnter} />
        )}
        {props.beside}
      </div>
      {props.notice === undefined ? null : (
        <p className="field-notice" role="status">
          {props.notice}
        </p>
      )}
      {props.hint === undefined ? null : (
        <Text slot="description" className="field-hint">
          {props.hint}
        </Text>
      )}
      <FieldError className="field-problem">{problem}</FieldError>
    </AriaTextField>
  );
}
