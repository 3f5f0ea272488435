import { Button, Field, Input, Select } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { DeleteRegular } from '@fluentui/react-icons/svg/delete';
import { useRef } from 'react';
import type { Condition } from '../../../src/control/people-wire.ts';
import { COLUMN_LIST } from './column-list.tsx';
import { replacedAt, withoutAt } from './spliced.ts';
import { typedValue } from './typed-value.ts';
import { IS } from './words.ts';

interface ConditionRowsProps {
  /** Of a person, or what a trigger brings. */
  what: 'column' | 'attribute';
  /** How they belong together. */
  join?: 'and' | 'or';
  conditions: readonly Condition[];
  onChange(conditions: Condition[]): void;
}

/** Conditions under each other. */
export function ConditionRows({ what, join = 'and', conditions, onChange }: ConditionRowsProps) {
  const add = useRef<HTMLButtonElement>(null);
  const set = (index: number, condition: Condition) => onChange(replacedAt(conditions, index, condition));
  const remove = (index: number) => {
    onChange(withoutAt(conditions, index));
    add.current?.focus();
  };
  return (
    <div className="conditions">
      {conditions.map((condition, index) => (
        <ConditionRow
          // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place
          key={index}
          {...{ what, condition, lead: index === 0 ? '' : join }}
          onChange={(changed) => set(index, changed)}
          onRemove={conditions.length > 1 ? () => remove(index) : undefined}
        />
      ))}
      <Button
        ref={add}
        size="small"
        appearance="subtle"
        icon={<AddRegular />}
        onClick={() => onChange([...conditions, { column: '', is: 'eq', value: '' }])}
      >
        Add a condition
      </Button>
    </div>
  );
}

interface ConditionRowProps {
  what: 'column' | 'attribute';
  condition: Condition;
  lead: string;
  onChange(condition: Condition): void;
  onRemove: (() => void) | undefined;
}

function ConditionRow({ what, condition, lead, onChange, onRemove }: ConditionRowProps) {
  const { column, is, value = '' } = condition;
  const bare = is === 'set' || is === 'not-set';
  return (
    <div className="condition">
      {lead ? <span className="condition-join">{lead}</span> : null}
      <Field label={what === 'column' ? 'Column' : 'Attribute'}>
        <Input
          value={column}
          list={what === 'column' ? COLUMN_LIST : undefined}
          onChange={(_, data) => onChange({ ...condition, column: data.value })}
        />
      </Field>
      <Field label="Comparison">
        <Select
          value={is}
          onChange={(_, data) => {
            const next = data.value as Condition['is'];
            onChange(
              next === 'set' || next === 'not-set' ? { column, is: next } : { column, is: next, value },
            );
          }}
        >
          {Object.entries(IS).map(([name, words]) => (
            <option key={name} value={name}>
              {words}
            </option>
          ))}
        </Select>
      </Field>
      {bare ? null : (
        <Field label="Value">
          <Input
            value={String(value)}
            onChange={(_, data) => onChange({ ...condition, value: typedValue(data.value) })}
          />
        </Field>
      )}
      {onRemove ? (
        <Button
          appearance="subtle"
          icon={<DeleteRegular />}
          aria-label={`Remove the condition on ${column}`}
          onClick={onRemove}
        />
      ) : null}
    </div>
  );
}
