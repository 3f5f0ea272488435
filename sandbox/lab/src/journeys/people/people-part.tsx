import {
  Body1,
  Button,
  Field,
  Input,
  Select,
  Subtitle2,
  useRestoreFocusTarget,
} from '@fluentui/react-components';
import { AddRegular } from '@fluentui/react-icons/svg/add';
import { useDeferredValue, useState } from 'react';
import type { Entity, Person } from '../../../../src/control/people-wire.ts';
import { useParameter } from '../../address.ts';
import { usePeople } from '../../people/use-people.ts';
import { PeopleTable, ROWS } from './people-table.tsx';
import { PersonDialog } from './person-dialog.tsx';

const NAMES: Record<Entity, { many: string; one: string }> = {
  contact: { many: 'Contacts', one: 'contact' },
  lead: { many: 'Leads', one: 'lead' },
  profile: { many: 'Customer profiles', one: 'profile' },
};

/** The people of Dynamics: found, read, changed, added. */
export function PeoplePart() {
  const [given, setEntity] = useParameter('entity');
  const entity = (given in NAMES ? given : 'contact') as Entity;
  const [search, setSearch] = useState('');
  const people = usePeople(entity, useDeferredValue(search));
  const [edited, edit] = useState<Person | 'new'>();
  const rows = people.value ?? [];
  return (
    <div className="journeys-part">
      <Subtitle2 as="h2">People</Subtitle2>
      <div className="builder-row">
        <Field label="Kind">
          <Select value={entity} onChange={(_, { value }) => setEntity(value === 'contact' ? '' : value)}>
            {Object.entries(NAMES).map(([value, { many }]) => (
              <option key={value} value={value}>
                {many}
              </option>
            ))}
          </Select>
        </Field>
        <Field label="Search">
          <Input
            type="search"
            placeholder="Name, e-mail address, id …"
            value={search}
            onChange={(_, { value }) => setSearch(value)}
          />
        </Field>
        <div className="builder-buttons">
          <Button {...useRestoreFocusTarget()} icon={<AddRegular />} onClick={() => edit('new')}>
            {`Add a ${NAMES[entity].one}`}
          </Button>
        </div>
      </div>
      {people.value && rows.length === 0 ? (
        <Body1 as="p">
          {search ? `Nobody matches “${search}”.` : `There are no ${NAMES[entity].many.toLowerCase()} yet.`}
        </Body1>
      ) : null}
      {rows.length > 0 ? <PeopleTable people={rows} onEdit={edit} /> : null}
      {rows.length > ROWS ? (
        <Body1 as="p">{`The first ${ROWS} are shown: search for the others.`}</Body1>
      ) : null}
      {edited ? (
        <PersonDialog
          entity={entity}
          kind={NAMES[entity].one}
          person={edited === 'new' ? undefined : edited}
          onClose={() => edit(undefined)}
          onChanged={() => {
            edit(undefined);
            people.refresh();
          }}
        />
      ) : null}
    </div>
  );
}
