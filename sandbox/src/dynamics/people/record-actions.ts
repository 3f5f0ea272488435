import { sameId } from '../channel/devices.ts';
import type { ColumnValue, Person } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { DynamicsState } from '../state.ts';

/** What an admin does with a row that is there. All throw {@link DynamicsRefusal} for an unknown id. */
export interface RecordActions {
  /** Changes the named columns (null empties one), or the consent. */
  updatePerson(
    id: string,
    changes: { trackingConsent?: boolean; columns?: Record<string, ColumnValue> },
  ): Person;
  removePerson(id: string): void;
  /** A contact becomes inactive, a lead disqualified. Profiles have no such state. */
  deactivatePerson(id: string): Person;
  /** The subordinate contact becomes inactive and points to the master; it keeps its own columns. */
  mergeContacts(merge: { master: string; subordinate: string }): Person;
}

/** Active is 0; the other numbers, and that a merge changes nothing at the master, are assumed. */
const INACTIVE = {
  contact: { statecode: 1, statuscode: 2 },
  lead: { statecode: 2, statuscode: 7 },
};

/** Rows are replaced, never changed in place: whoever holds one keeps what it read. */
export function createRecordActions(state: Pick<DynamicsState, 'people'>): RecordActions {
  const change = (person: Person, columns: Record<string, ColumnValue>): Person => {
    const changed = { ...person, columns: { ...person.columns, ...columns } };
    state.people.set(sameId(person.id), changed);
    return changed;
  };
  return {
    updatePerson(id, { trackingConsent, columns = {} }) {
      const person = requirePerson(state, id);
      const key = Object.keys(columns).find((name) => KEYS.includes(name));
      if (key) throw new DynamicsRefusal('person-incorrect', `${key} cannot change`, 'Add another row');
      return change({ ...person, ...(trackingConsent === undefined ? {} : { trackingConsent }) }, columns);
    },
    removePerson: (id) => void state.people.delete(sameId(requirePerson(state, id).id)),
    deactivatePerson(id) {
      const person = requirePerson(state, id);
      if (person.entity !== 'profile') return change(person, INACTIVE[person.entity]);
      throw new DynamicsRefusal('person-incorrect', 'A profile has no state', 'Remove it instead');
    },
    mergeContacts({ master, subordinate }) {
      const [kept, merged] = [requirePerson(state, master), requirePerson(state, subordinate)];
      if (kept === merged || kept.entity !== 'contact' || merged.entity !== 'contact') {
        throw new DynamicsRefusal('person-incorrect', 'These cannot be merged', 'Name two contacts');
      }
      return change(merged, { ...INACTIVE.contact, merged: true, masterid: kept.id });
    },
  };
}

const KEYS = ['contactid', 'leadid', 'msdynci_customerid'];

function requirePerson(state: Pick<DynamicsState, 'people'>, id: string): Person {
  const person = state.people.get(sameId(id));
  if (person) return person;
  throw new DynamicsRefusal('person-unknown', `There is no person ${id}`, 'Add the person first');
}
