import { Field, Input } from '@fluentui/react-components';

interface DateFieldProps {
  label: string;
  /** Milliseconds since the epoch; written and read as UTC. */
  at: number;
  onChange(at: number): void;
}

/** A date and time. */
export function DateField({ label, at, onChange }: DateFieldProps) {
  return (
    <Field label={label}>
      <Input
        type="datetime-local"
        value={new Date(at).toISOString().slice(0, 16)}
        onChange={(_, { value }) => {
          const read = Date.parse(`${value}Z`);
          if (Number.isFinite(read)) onChange(read);
        }}
      />
    </Field>
  );
}
