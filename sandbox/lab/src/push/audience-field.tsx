import { Field, Radio, RadioGroup, Select } from '@fluentui/react-components';
import type { Segment } from '../../../src/control/people-wire.ts';
import type { Contact } from '../../../src/control/wire.ts';
import { choicesOf } from '../people/choices.ts';
import { PersonField } from '../people/person-field.tsx';
import type { Audience } from './audience.ts';

interface AudienceFieldProps {
  audience: Audience;
  /** Undefined: not known yet. */
  contacts: readonly Contact[] | undefined;
  segments: readonly Segment[];
  onChange(audience: Audience): void;
}

/** One contact, or a segment of contacts. */
export function AudienceField({ audience, contacts, segments, onChange }: AudienceFieldProps) {
  const chosen = contacts?.find(({ contactId }) => contactId === audience.id);
  const ofContacts = segments.filter(({ entity }) => entity === 'contact');
  const [other] = segments.filter(({ entity }) => entity !== 'contact');
  const hint = other && `A journey reaches segments of leads and profiles, such as “${other.name}”.`;
  return (
    <>
      <Field label="Send to" hint={hint}>
        <RadioGroup
          layout="horizontal"
          value={audience.kind}
          onChange={(_, { value }) =>
            onChange(
              value === 'segment'
                ? { kind: 'segment', id: ofContacts[0]?.segmentId ?? '' }
                : { kind: 'contact', id: '' },
            )
          }
        >
          <Radio value="contact" label="One contact" />
          <Radio value="segment" label="A segment" disabled={ofContacts.length === 0} />
        </RadioGroup>
      </Field>
      {audience.kind === 'contact' ? (
        <PersonField
          label="Contact"
          choices={choicesOf(contacts ?? [])}
          pending={!contacts}
          value={audience.id}
          hint={chosen?.userIds.length ? `User ids: ${chosen.userIds.join(', ')}` : undefined}
          warning={chosen?.devices === 0 ? 'No device yet: register this user on a phone first.' : undefined}
          onChange={(id) => onChange({ kind: 'contact', id })}
        />
      ) : (
        <Field label="Segment">
          <Select value={audience.id} onChange={(_, { value }) => onChange({ kind: 'segment', id: value })}>
            {audience.id === '' ? <option value="">Deleted segment</option> : null}
            {ofContacts.map(({ segmentId, name }) => (
              <option key={segmentId} value={segmentId}>
                {name}
              </option>
            ))}
          </Select>
        </Field>
      )}
    </>
  );
}
