import * as z from 'zod';
import { sameId } from '../channel/devices.ts';
import type { Person } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import type { DynamicsState } from '../state.ts';
import type { Twin } from '../twin.ts';
import { createRecordActions, type RecordActions } from './record-actions.ts';
import { ContactInput, LeadInput, newContact, newLead, newProfile, ProfileInput } from './rows.ts';

/** Contacts, leads and Customer Insights profiles. All actions throw {@link DynamicsRefusal}. */
export interface People extends RecordActions {
  /** Adds or replaces a contact; its id is made up where none is given. */
  addContact(contact: z.input<typeof ContactInput>): Person;
  /** Adds or replaces a lead. */
  addLead(lead: z.input<typeof LeadInput>): Person;
  /** Adds or replaces a Customer Insights profile; an id that is made up has 32 hex digits without dashes. */
  addProfile(profile: z.input<typeof ProfileInput>): Person;
  /** Of any entity, by its id in either form. */
  person(id: string): Person | undefined;
  contacts(): Person[];
  leads(): Person[];
  profiles(): Person[];
}

export function createPeople({ state }: Pick<Twin, 'state'>): People {
  const all = (entity: Person['entity']) => [...state.people.values()].filter((row) => row.entity === entity);
  return {
    addContact: (input) => put(state, newContact(read(ContactInput, input, 'contact-incorrect'))),
    addLead: (input) => put(state, newLead(read(LeadInput, input, 'person-incorrect'))),
    addProfile: (input) => put(state, newProfile(read(ProfileInput, input, 'person-incorrect'))),
    ...createRecordActions(state),
    person: (id) => state.people.get(sameId(id)),
    contacts: () => all('contact'),
    leads: () => all('lead'),
    profiles: () => all('profile'),
  };
}

function read<T>(schema: z.ZodType<T>, input: unknown, code: 'contact-incorrect' | 'person-incorrect'): T {
  const result = schema.safeParse(input);
  if (result.success) return result.data;
  const remedy = 'A contact or lead has a GUID and a fullname, a profile an id of 32 hex digits';
  throw new DynamicsRefusal(code, z.prettifyError(result.error), remedy);
}

function put(state: DynamicsState, person: Person): Person {
  const taken = state.people.get(sameId(person.id));
  if (taken && taken.entity !== person.entity) {
    const message = `${person.id} is the id of a ${taken.entity}`;
    throw new DynamicsRefusal('person-incorrect', message, 'Give it another id');
  }
  state.people.set(sameId(person.id), person);
  return person;
}
