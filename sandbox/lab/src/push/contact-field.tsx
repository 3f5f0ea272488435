import { Field, Select } from '@fluentui/react-components';
import type { Contact } from '../../../src/control/wire.ts';

interface ContactFieldProps {
  contacts: readonly Contact[];
  value: string;
  onChange(contactId: string): void;
}

/** Whom the journey reaches; the hint says whether anything can arrive. */
export function ContactField({ contacts, value, onChange }: ContactFieldProps) {
  const chosen = contacts.find(({ contactId }) => contactId === value);
  const hint =
    chosen && chosen.devices === 0 ? 'No device yet: register this user on a phone first.' : undefined;
  return (
    <Field
      label="Contact"
      validationState={hint ? 'warning' : 'none'}
      validationMessage={hint}
      hint={chosen?.userIds.length ? `User ids: ${chosen.userIds.join(', ')}` : undefined}
    >
      <Select value={value} onChange={(_, data) => onChange(data.value)}>
        {contacts.map((contact) => (
          <option key={contact.contactId} value={contact.contactId}>
            {contact.fullName} ({devicesOf(contact)})
          </option>
        ))}
      </Select>
    </Field>
  );
}

const devicesOf = ({ devices }: Contact) =>
  devices === 0 ? 'no device' : devices === 1 ? '1 device' : `${devices} devices`;
