import { Field, Input, Select, Switch } from '@fluentui/react-components';
import type { FieldOf } from '../fields/field.ts';
import { idOf } from './id-of.ts';
import { textOf, useField } from './use-field.ts';

export function ChoiceField({ field }: { field: FieldOf<'choice'> }) {
  const { value, validationMessage, change } = useField(field.name);
  const [usual] = field.options;
  const isKnown = value === undefined || field.options.some((option) => option.value === value);
  return (
    <Field id={idOf(field.name)} label={field.label} hint={field.hint} validationMessage={validationMessage}>
      <Select
        value={value === undefined ? usual?.value : textOf(value)}
        onChange={(_, { value: chosen }) => change(chosen)}
      >
        {field.options.map((option) => (
          <option key={option.value} value={option.value}>
            {option.label}
          </option>
        ))}
        {isKnown ? null : <option value={textOf(value)}>{textOf(value)} (not possible)</option>}
      </Select>
    </Field>
  );
}

export function SwitchField({ field }: { field: FieldOf<'switch'> }) {
  const { value, validationMessage, change } = useField(field.name);
  return (
    <Field id={idOf(field.name)} hint={field.hint} validationMessage={validationMessage}>
      <Switch label={field.label} checked={value === true} onChange={(_, { checked }) => change(checked)} />
    </Field>
  );
}

export function ColourField({ field }: { field: FieldOf<'colour'> }) {
  const { value, validationMessage, change } = useField(field.name);
  const text = textOf(value);
  const shown = /^#[0-9a-f]{6}$/i.test(text) ? text : field.placeholder;
  return (
    <Field id={idOf(field.name)} label={field.label} hint={field.hint} validationMessage={validationMessage}>
      <Input
        value={text}
        placeholder={field.placeholder}
        spellCheck={false}
        autoComplete="off"
        onChange={(_, { value: typed }) => change(typed === '' ? undefined : typed)}
        contentAfter={
          <input
            type="color"
            className="studio-colour"
            aria-label={`Pick: ${field.label}`}
            value={shown}
            onChange={({ target }) => change(target.value)}
          />
        }
      />
    </Field>
  );
}
