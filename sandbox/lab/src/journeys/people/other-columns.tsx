import { Button, Field, Input } from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { replacedAt } from '../spliced.ts';
import type { PersonForm } from './person-form.ts';

interface OtherColumnsProps {
  others: PersonForm['others'];
  onChange(others: PersonForm['others']): void;
}

/** Any column by its logical name: for placeholders, rules and branches. */
export function OtherColumns({ others, onChange }: OtherColumnsProps) {
  return (
    <div className="conditions">
      {others.map(({ column, value }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: rows are edited in place
        <div key={index} className="condition">
          <Field label="Column">
            <Input
              value={column}
              onChange={(_, data) => onChange(replacedAt(others, index, { column: data.value, value }))}
            />
          </Field>
          <Field label="Value">
            <Input
              value={value}
              onChange={(_, data) => onChange(replacedAt(others, index, { column, value: data.value }))}
            />
          </Field>
        </div>
      ))}
      <Button
        size="small"
        appearance="subtle"
        icon={<AddRegular />}
        onClick={() => onChange([...others, { column: '', value: '' }])}
      >
        Add a column
      </Button>
    </div>
  );
}
