import { Combobox, Field, Option } from '@fluentui/react-components';
import { useState } from 'react';

/** Somebody who can be chosen. */
export interface Choice {
  id: string;
  name: string;
  /** Beside the name in the list, as “2 devices”. */
  note: string;
  /** What else a search finds them by. */
  words: string;
}

interface PersonFieldProps {
  label: string;
  choices: readonly Choice[];
  /** More choices may come: they, or those who are searched for, are not known yet. */
  pending?: boolean;
  value: string;
  hint?: string | undefined;
  warning?: string | undefined;
  onChange(id: string): void;
  /** What is searched for: there may be more than the choices. */
  onSearch?(typed: string): void;
}

/** More are found by typing. */
const SHOWN = 50;

/** Choose one of the people; typing searches names, e-mail addresses and ids. */
export function PersonField(props: PersonFieldProps) {
  const { label, choices, pending = false, value, hint, warning, onChange, onSearch } = props;
  const [typed, setTyped] = useState<string>();
  const chosen = choices.find(({ id }) => id === value);
  const found = search(choices, typed);
  return (
    <Field
      label={label}
      hint={hint}
      validationState={warning ? 'warning' : 'none'}
      validationMessage={warning}
    >
      <Combobox
        value={typed ?? chosen?.name ?? value}
        selectedOptions={[value]}
        onChange={({ target }) => {
          setTyped(target.value);
          onSearch?.(target.value.trim());
        }}
        onBlur={() => setTyped(undefined)}
        onOpenChange={(_, { open }) => {
          if (!open) setTyped(undefined);
        }}
        onOptionSelect={(_, { optionValue }) => {
          // None: no option begins with what is typed. It may be in the middle of a name, or in an address.
          if (!optionValue) return;
          setTyped(undefined);
          onChange(optionValue);
        }}
      >
        {found.slice(0, SHOWN).map(({ id, name, note }) => (
          <Option key={id} value={id} text={name}>
            {note ? `${name} (${note})` : name}
          </Option>
        ))}
        {found.length === 0 ? (
          <Option value="" text="" disabled>
            {pending ? 'Loading' : typed?.trim() ? 'Nobody of that name' : 'There is nobody yet'}
          </Option>
        ) : null}
        {found.length > SHOWN ? (
          <Option value="" text="" disabled>
            {`${found.length - SHOWN} more: type to search`}
          </Option>
        ) : null}
      </Combobox>
    </Field>
  );
}

function search(choices: readonly Choice[], typed = ''): readonly Choice[] {
  const wanted = typed.trim().toLowerCase();
  return wanted
    ? choices.filter(({ name, words }) => `${name} ${words}`.toLowerCase().includes(wanted))
    : choices;
}
