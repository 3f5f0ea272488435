import { Caption1, Field, Input, Subtitle2, Switch } from '@fluentui/react-components';
import { useId } from 'react';
import type { Night } from './night.ts';

interface QuietFieldsProps {
  title: string;
  night: Night;
  onChange(night: Night): void;
}

/** The same quiet hours every day. */
export function QuietFields({ title, night, onChange }: QuietFieldsProps) {
  const id = useId();
  return (
    <section className="builder-card" aria-labelledby={id}>
      <Subtitle2 as="h3" id={id}>
        {title}
      </Subtitle2>
      <Switch
        label="Hold pushes"
        checked={night.on}
        onChange={(_, { checked }) => onChange({ ...night, on: checked })}
      />
      {night.on && night.other ? (
        <Caption1>
          Set over the API: other hours for single days, or dates. Switch it off to begin anew.
        </Caption1>
      ) : null}
      {night.on && !night.other ? (
        <div className="builder-row">
          <Field label="From">
            <Input
              type="time"
              value={night.from}
              onChange={(_, { value }) => onChange({ ...night, from: value })}
            />
          </Field>
          <Field label="To">
            <Input
              type="time"
              value={night.to === '24:00' ? '00:00' : night.to}
              onChange={(_, { value }) => onChange({ ...night, to: value })}
            />
          </Field>
          <Caption1>In the time zone of each journey.</Caption1>
        </div>
      ) : null}
    </section>
  );
}
