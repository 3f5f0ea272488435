import { useCallback, useDeferredValue, useState } from 'react';
import type { Entity, Person } from '../../../../src/control/people-wire.ts';
import { useLab } from '../../lab-context.ts';
import { choicesOf } from '../../people/choices.ts';
import type { Choice } from '../../people/person-field.tsx';
import { nameOf, PEOPLE_SHOWN } from '../../people/use-people.ts';
import { useSuggested, useSuggestedContact } from '../../push/use-suggested.ts';
import { useStore } from '../../store.ts';
import { useLatest, useRemote } from '../../use-remote.ts';

/** Whom a trigger can be raised for. */
export interface Choices {
  choices: Choice[];
  /** To begin with, and as long as they are there; empty: there is nobody. */
  suggested: string;
  /** More may come: not everybody who was asked for is known yet. */
  pending: boolean;
  search(typed: string): void;
}

/** So many of those who were searched for. */
const FOUND = 100;

/** Contacts with their devices. Leads and profiles by name: the first of them, `chosen`, and who was searched for. */
export function useChoices(entity: Entity, chosen: Choice | undefined): Choices {
  const { client, contacts } = useLab();
  const [typed, search] = useState('');
  const wanted = useDeferredValue(typed);
  const known = useStore(contacts);
  const ofContacts = entity === 'contact';
  const loadFirst = useCallback(
    async () => (ofContacts ? [] : client.people(entity, { limit: PEOPLE_SHOWN })),
    [client, entity, ofContacts],
  );
  const loadFound = useCallback(
    async () => (ofContacts || !wanted ? [] : client.people(entity, { search: wanted, limit: FOUND })),
    [client, entity, ofContacts, wanted],
  );
  const first = useRemote(loadFirst).value;
  const answer = useRemote(loadFound).value;
  const found = useLatest(answer) ?? [];
  const there = known ?? [];
  const contact = useSuggestedContact(there);
  const person = useSuggested(
    (first ?? []).map(({ id }) => id),
    first?.[0]?.id ?? '',
  );
  const suggested = ofContacts ? contact : person;
  if (ofContacts) return { choices: choicesOf(there), suggested, pending: !known, search };
  const choices = [...(chosen ? [chosen] : []), ...[...(first ?? []), ...found].map(choiceOf)];
  const unique = new Map(choices.map((choice) => [choice.id, choice]));
  const pending = !first || !answer || wanted !== typed;
  return { choices: [...unique.values()], suggested, pending, search };
}

const choiceOf = (person: Person): Choice => ({
  ...{ id: person.id, name: nameOf(person), note: '' },
  words: [person.id, ...Object.values(person.columns)].join(' '),
});
