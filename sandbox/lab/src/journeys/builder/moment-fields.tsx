import { Field, Input, Select } from '@fluentui/react-components';
import { useState } from 'react';
import type { Moment } from '../../../../src/control/journey-wire.ts';
import { SpanField } from './span-field.tsx';

type Brought = Extract<Moment, { attribute: string }>;

/** A moment that the trigger brings, so much before or after it. */
export function MomentFields({ moment, onChange }: { moment: Brought; onChange(moment: Brought): void }) {
  // Nothing before a moment is the same as nothing after it: the choice is kept here meanwhile.
  const [zeroBefore, setBefore] = useState(false);
  const before = moment.offsetMs === 0 ? zeroBefore : moment.offsetMs < 0;
  const set = (ms: number, sign: boolean) => onChange({ ...moment, offsetMs: sign && ms > 0 ? -ms : ms });
  return (
    <>
      <SpanField label="How long" ms={Math.abs(moment.offsetMs)} onChange={(ms) => set(ms, before)} />
      <Field label="Before or after">
        <Select
          value={before ? 'before' : 'after'}
          onChange={(_, { value }) => {
            setBefore(value === 'before');
            set(Math.abs(moment.offsetMs), value === 'before');
          }}
        >
          <option value="before">before</option>
          <option value="after">after</option>
        </Select>
      </Field>
      <Field label="Attribute of the trigger" hint="A date, such as 2026-12-24.">
        <Input
          value={moment.attribute}
          onChange={(_, { value }) => onChange({ ...moment, attribute: value })}
        />
      </Field>
    </>
  );
}
