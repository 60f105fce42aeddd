import { maximumSheetLength } from '../../../contract/limits.ts';
import { en } from '../text/en.ts';
import { TextField } from './text-field.tsx';

interface SheetWordsFieldProps {
  readonly value: string;
  readonly onChange: (words: string) => void;
  readonly hint?: string;
  readonly problem: string | null;
  readonly takesFocus?: boolean;
  readonly isDisabled?: boolean;
}

/** The 24 words of a recovery sheet, all of them in sight, to be compared with the paper. */
export function SheetWordsField(props: SheetWordsFieldProps) {
  return <TextField {...props} label={en.sheet.words} maxLength={maximumSheetLength} lines={4} />;
}
