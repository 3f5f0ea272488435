import { Field, Input, Select } from '@fluentui/react-components';
import type { FaultDraft, FaultErrors } from './draft.ts';
import { reasonsOf } from './words.ts';

interface EffectFieldsProps {
  draft: FaultDraft;
  errors: FaultErrors;
  onChange(part: Partial<FaultDraft>): void;
}

/** What an effect needs beside its kind. */
export function EffectFields({ draft, errors, onChange }: EffectFieldsProps) {
  const { kind } = draft;
  const number = (name: 'status' | 'retryAfter' | 'ms' | 'copies', label: string) => (
    <Field label={label} validationMessage={errors[name]}>
      <Input
        inputMode="numeric"
        value={draft[name]}
        onChange={(_, { value }) => onChange({ [name]: value })}
      />
    </Field>
  );
  if (kind === 'status')
    return (
      <>
        {number('status', 'Status')}
        {number('retryAfter', 'Retry-After in seconds; may be empty')}
      </>
    );
  if (kind === 'refuse')
    return (
      <>
        <Field label="Reason" validationMessage={errors.reason}>
          <Select value={draft.reason} onChange={(_, { value }) => onChange({ reason: value })}>
            {reasonsOf(draft.twin).map((reason) => (
              <option key={reason}>{reason}</option>
            ))}
          </Select>
        </Field>
        {number('retryAfter', 'Retry-After in seconds; may be empty')}
      </>
    );
  if (kind === 'refused')
    return (
      <Field label="Reason" validationMessage={errors.reason}>
        <Input
          value={draft.reason}
          placeholder="PROJECT_NOT_PERMITTED"
          onChange={(_, { value }) => onChange({ reason: value })}
        />
      </Field>
    );
  if (kind === 'latency' || kind === 'late') return number('ms', 'Milliseconds');
  return kind === 'duplicated' ? number('copies', 'Times that it comes') : null;
}
