import { Checkbox } from '@fluentui/react-components';
import type { JourneyStep } from '../../../../src/control/journey-wire.ts';
import { useLab } from '../../lab-context.ts';
import { DAY } from '../span.ts';
import { DateField } from './date-field.tsx';
import { MomentFields } from './moment-fields.tsx';

type Push = Extract<JourneyStep, { do: 'push' }>;

interface ExpiryFieldsProps {
  step: Push;
  start: 'trigger' | 'segment';
  onChange(step: Push): void;
}

/** Whoever comes too late is passed over. */
export function ExpiryFields({ step, start, onChange }: ExpiryFieldsProps) {
  const { clock } = useLab();
  const { expires, ...rest } = step;
  return (
    <>
      <Checkbox
        label="The message expires"
        checked={expires !== undefined}
        onChange={(_, { checked }) =>
          onChange(
            checked
              ? {
                  ...rest,
                  expires:
                    start === 'trigger'
                      ? { attribute: 'when', offsetMs: 0 }
                      : { at: Math.ceil(clock.now() / DAY) * DAY + 7 * DAY },
                }
              : rest,
          )
        }
      />
      {expires ? (
        <div className="builder-row">
          {'at' in expires ? (
            <DateField
              label="Expires (UTC)"
              at={expires.at}
              onChange={(at) => onChange({ ...rest, expires: { at } })}
            />
          ) : (
            <MomentFields moment={expires} onChange={(moment) => onChange({ ...rest, expires: moment })} />
          )}
        </div>
      ) : null}
    </>
  );
}
