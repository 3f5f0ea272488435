import { Field, Select } from '@fluentui/react-components';
import type { JourneyStep, Moment } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { DAY } from '../span.ts';
import { DateField } from './date-field.tsx';
import { MomentFields } from './moment-fields.tsx';
import { SpanField } from './span-field.tsx';

type Wait = Extract<JourneyStep, { do: 'wait' }>;

interface WaitFieldsProps {
  step: Wait;
  start: 'trigger' | 'segment';
  onChange(step: Wait): void;
}

/** How long, or until when. */
export function WaitFields({ step, start, onChange }: WaitFieldsProps) {
  const { clock } = useLab();
  const kind = 'forMs' in step ? 'for' : 'at' in step.until ? 'at' : 'attribute';
  const kinds: Record<string, () => Wait> = {
    for: () => ({ do: 'wait', forMs: DAY }),
    at: () => ({ do: 'wait', until: { at: Math.ceil(clock.now() / DAY) * DAY + DAY } }),
    attribute: () => ({ do: 'wait', until: { attribute: 'when', offsetMs: 0 } }),
  };
  return (
    <div className="builder-row">
      <Field label="Wait">
        <Select value={kind} onChange={(_, { value }) => onChange(kinds[value]?.() ?? step)}>
          <option value="for">for a while</option>
          <option value="at">until a date</option>
          {start === 'trigger' || kind === 'attribute' ? (
            <option value="attribute">until a date of the trigger</option>
          ) : null}
        </Select>
      </Field>
      {'forMs' in step ? (
        <SpanField label="For" ms={step.forMs} onChange={(forMs) => onChange({ do: 'wait', forMs })} />
      ) : (
        <UntilFields moment={step.until} onChange={(until) => onChange({ do: 'wait', until })} />
      )}
    </div>
  );
}

function UntilFields({ moment, onChange }: { moment: Moment; onChange(moment: Moment): void }) {
  if (!('at' in moment)) return <MomentFields moment={moment} onChange={onChange} />;
  return <DateField label="Until (UTC)" at={moment.at} onChange={(at) => onChange({ at })} />;
}
