import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DismissRegular } from '@fluentui/react-icons/svg/dismiss';
import { useRef } from 'react';
import type { FieldOf } from '../fields/field.ts';
import { sentenceOf } from '../mistakes.ts';
import { PartsField } from './parts-field.tsx';
import { textOf, useField } from './use-field.ts';

/** Several of a kind, one a line. Without a line, the configuration has no such field. */
export function ListField({ field }: { field: FieldOf<'list'> }) {
  const { value, mistakes, change } = useField(field.name);
  const list = useRef<HTMLUListElement>(null);
  const add = useRef<HTMLButtonElement>(null);
  const lines: unknown[] = Array.isArray(value) ? value : value === undefined ? [] : [value];
  const set = (next: unknown[]) => change(next.length === 0 ? undefined : next);
  const at = (index: number) =>
    mistakes.filter((mistake) => mistake.field === `${field.name}.${index}`).map(sentenceOf);
  const whole = mistakes.filter((mistake) => mistake.field === field.name).map(sentenceOf);
  return (
    <PartsField {...field} error={whole.join(' ')}>
      <ul ref={list} className="studio-list">
        {lines.map((line, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a line is its place; its text changes while it is typed
          <li key={index}>
            <Field validationMessage={at(index).join(' ')}>
              <Input
                aria-label={`${field.label}, ${field.item} ${index + 1}`}
                value={textOf(line)}
                placeholder={field.placeholder}
                spellCheck={false}
                autoComplete="off"
                onChange={(_, { value: typed }) => set(lines.map((one, i) => (i === index ? typed : one)))}
              />
            </Field>
            <Button
              appearance="subtle"
              icon={<DismissRegular />}
              aria-label={`Remove ${field.item} ${index + 1} of ${field.label}`}
              onClick={() => {
                set(lines.filter((_, i) => i !== index));
                add.current?.focus();
              }}
            />
          </li>
        ))}
      </ul>
      <Button
        ref={add}
        size="small"
        icon={<AddRegular />}
        aria-label={`Add ${field.item}: ${field.label}`}
        onClick={() => {
          set([...lines, '']);
          requestAnimationFrame(() =>
            list.current?.querySelector<HTMLInputElement>('li:last-child input')?.focus(),
          );
        }}
      >
        Add {field.item}
      </Button>
    </PartsField>
  );
}
