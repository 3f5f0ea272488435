import { useCallback } from 'react';
import type { Entity, Person } from '../../../src/control/people-wire.ts';
import { useLab } from '../lab-context.ts';
import { type Asked, useLatest, useRemote } from '../use-remote.ts';
import { keyOf } from './find-people.ts';

/** So many are looked at; a search finds the others. */
export const PEOPLE_SHOWN = 1000;

/** People of an entity as Dynamics keeps them; `search` is done there. */
export function usePeople(entity: Entity, search = ''): Asked<Person[]> {
  const { client } = useLab();
  const load = useCallback(
    () => client.people(entity, { search, limit: PEOPLE_SHOWN }),
    [client, entity, search],
  );
  return useRemote(load);
}

/** Says how these people are called, however many there are in Dynamics; `ids`: at most some hundred. */
export function useNames(entity: Entity, ids: readonly string[]): (id: string) => string {
  const { client } = useLab();
  const wanted = [...new Set(ids)].sort().join(',');
  const load = useCallback(
    () => client.people(entity, { ids: wanted ? wanted.split(',') : [] }),
    [client, entity, wanted],
  );
  // One more is asked about: the names of the others stay.
  const people = useLatest(useRemote(load).value) ?? [];
  const names = new Map(people.map((person) => [keyOf(person.id), nameOf(person)]));
  return (id) => names.get(keyOf(id)) ?? id;
}

/** How somebody is called: their name, else their address, else their id. */
export function nameOf({ id, columns }: Person): string {
  const { fullname, firstname, lastname, emailaddress1 } = columns;
  const parts = [firstname, lastname].filter(Boolean).join(' ');
  return String(fullname || parts || emailaddress1 || id);
}
