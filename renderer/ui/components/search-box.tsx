import { Search, X } from 'lucide-react';
import { Button, Input, Label, SearchField } from 'react-aria-components';
import { en } from '../text/en.ts';

interface SearchBoxProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** Above a list by code, ready to be typed in. */
export function SearchBox({ value, onChange }: SearchBoxProps) {
  return (
    <SearchField className="search" value={value} onChange={onChange} autoFocus maxLength={200}>
      <Label className="visually-hidden">{en.sessions.search}</Label>
      <Search aria-hidden="true" className="search-icon" />
      <Input className="input search-input" placeholder={en.sessions.searchPlaceholder} />
      <Button className="icon-button search-clear" aria-label={en.sessions.clearSearch}>
        <X aria-hidden="true" />
      </Button>
    </SearchField>
  );
}
