import { Field, Input } from '@fluentui/react-components';
import type { FieldOf } from '../fields/field.ts';
import { idOf } from './id-of.ts';
import { textOf, useField } from './use-field.ts';

/** A word, an address, a sentence. Empty: the configuration has no such field. */
export function TextField({ field }: { field: FieldOf<'text'> }) {
  const { value, validationMessage, change } = useField(field.name);
  return (
    <Field
      id={idOf(field.name)}
      label={field.label}
      required={field.required ?? false}
      hint={field.hint}
      validationMessage={validationMessage}
    >
      <Input
        value={textOf(value)}
        placeholder={field.placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value: typed }) => change(typed === '' ? undefined : typed)}
      />
    </Field>
  );
}

export function NumberField({ field }: { field: FieldOf<'number'> }) {
  const { value, validationMessage, change } = useField(field.name);
  return (
    <Field id={idOf(field.name)} label={field.label} hint={field.hint} validationMessage={validationMessage}>
      <Input
        value={textOf(value)}
        placeholder={field.placeholder}
        inputMode="numeric"
        autoComplete="off"
        onChange={(_, { value: typed }) => change(numberOf(typed.trim()))}
      />
    </Field>
  );
}

/** What is no number stays as it was typed, so that it can be told. */
const numberOf = (typed: string): unknown =>
  typed === '' ? undefined : /^-?\d+$/.test(typed) ? Number(typed) : typed;
