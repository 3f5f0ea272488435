import { useCallback } from 'react';
import type { Entity, Person } from '../../../src/control/people-wire.ts';
import { useLab } from '../lab-context.ts';
import { type Asked, useRemote } from '../use-remote.ts';

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

/** How somebody is called: their name, else their address, else their id. */
export function nameOf({ id, columns }: Person): string {
  const { fullname, firstname, lastname, emailaddress1 } = columns;
  const parts = [firstname, lastname].filter(Boolean).join(' ');
  return String(fullname || parts || emailaddress1 || id);
}
