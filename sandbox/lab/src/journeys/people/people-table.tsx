import { Button, Link, useRestoreFocusTarget } from '@fluentui/react-components';
import { SendRegular } from '@fluentui/react-icons/svg/send';
import type { Person } from '../../../../src/control/people-wire.ts';
import { withParameters } from '../../address.ts';
import { useLab } from '../../lab-context.ts';
import { nameOf } from '../../people/use-people.ts';
import { useStore } from '../../store.ts';

interface PeopleTableProps {
  people: readonly Person[];
  onEdit(person: Person): void;
}

/** More are found by searching. */
export const ROWS = 200;

/** One row a person: how they are reached, and what they have agreed to. */
export function PeopleTable({ people, onEdit }: PeopleTableProps) {
  const { contacts, address } = useLab();
  const focusTarget = useRestoreFocusTarget();
  const known = new Map((useStore(contacts) ?? []).map((contact) => [contact.contactId, contact]));
  return (
    <div className="people-table">
      <table className="report">
        <thead>
          <tr>
            {['Name', 'E-mail address', 'Devices', 'Marketing', 'Tracking'].map((title) => (
              <th key={title} scope="col">
                {title}
              </th>
            ))}
            <th scope="col">
              <span className="visually-hidden">Actions</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {people.slice(0, ROWS).map((person) => (
            <tr key={person.id}>
              <th scope="row">
                <Link {...focusTarget} as="button" onClick={() => onEdit(person)}>
                  {nameOf(person)}
                </Link>
              </th>
              <td>{String(person.columns.emailaddress1 ?? '')}</td>
              <td>{known.get(person.id)?.devices ?? '–'}</td>
              <td>{person.columns.donotsendmm === true ? 'Refused' : 'Allowed'}</td>
              <td>{person.trackingConsent ? 'Agreed' : 'No'}</td>
              <td>
                {person.entity === 'contact' ? (
                  <Button
                    size="small"
                    appearance="subtle"
                    icon={<SendRegular />}
                    aria-label={`Send a push to ${nameOf(person)}`}
                    onClick={() =>
                      address.set(
                        withParameters(address.get(), { panel: 'push', contact: person.id, segment: '' }),
                        true,
                      )
                    }
                  />
                ) : null}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
