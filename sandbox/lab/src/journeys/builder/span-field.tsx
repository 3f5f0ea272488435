import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import { spanOf, UNITS, type Unit } from '../span.ts';

interface SpanFieldProps {
  label: string;
  /** At least 0. */
  ms: number;
  onChange(ms: number): void;
}

/** A number and its unit. */
export function SpanField({ label, ms, onChange }: SpanFieldProps) {
  const [unit, setUnit] = useState(spanOf(ms).unit);
  const amount = ms / UNITS[unit];
  return (
    <div className="span-field">
      <Field label={label}>
        <Input
          type="number"
          min={0}
          value={Number.isFinite(amount) ? String(Math.round(amount * 1000) / 1000) : ''}
          onChange={(_, { value }) => onChange(Math.round(Number(value) * UNITS[unit]))}
        />
      </Field>
      <Select
        aria-label={`${label}: unit`}
        value={unit}
        onChange={(_, { value }) => {
          setUnit(value as Unit);
          onChange(Math.round(amount * UNITS[value as Unit]));
        }}
      >
        {Object.keys(UNITS).map((name) => (
          <option key={name} value={name}>
            {name}
          </option>
        ))}
      </Select>
    </div>
  );
}
