import { Check, ChevronDown } from 'lucide-react';
import { useId } from 'react';
import { Button, Label, ListBox, ListBoxItem, Popover, Select, SelectValue } from 'react-aria-components';

export interface SelectOption<Value extends string> {
  readonly value: Value;
  readonly text: string;
}

interface SelectFieldProps<Value extends string> {
  readonly label: string;
  readonly value: Value;
  readonly options: readonly SelectOption<Value>[];
  readonly onChange: (value: Value) => void;
  readonly isDisabled?: boolean;
}

/** A choice of one. As a combobox it is named by its label alone, and what is chosen is its value. */
export function SelectField<Value extends string>(props: SelectFieldProps<Value>) {
  const labelId = useId();
  return (
    <Select
      className="field"
      value={props.value}
      onChange={(key) => {
        const chosen = props.options.find((option) => option.value === key);
        if (chosen !== undefined) props.onChange(chosen.value);
      }}
      isDisabled={props.isDisabled ?? false}
    >
      <Label className="field-label" id={labelId}>
        {props.label}
      </Label>
      <Button
        className="input select-button"
        aria-labelledby={labelId}
        render={(props) => <button {...props} role="combobox" />}
      >
        <SelectValue className="select-value">{({ selectedText }) => selectedText}</SelectValue>
        <ChevronDown aria-hidden="true" />
      </Button>
      <Popover className="popover">
        <ListBox className="list-box">
          {props.options.map((option) => (
            <ListBoxItem key={option.value} id={option.value} textValue={option.text} className="list-box-item">
              <Check aria-hidden="true" className="list-box-check" />
              {option.text}
            </ListBoxItem>
          ))}
        </ListBox>
      </Popover>
    </Select>
  );
}
