import type { ControlClient } from '../../../src/control/client.ts';
import type { Person } from '../../../src/control/people-wire.ts';

/** The most that the sandbox gives in one answer. */
const PAGE = 10_000;

/** Ids are the same with and without dashes, and in any case. */
export const keyOf = (id: string): string => id.replaceAll('-', '').toLowerCase();

/** The contacts with these ids, however many there are in Dynamics, by a function that finds one. */
export async function findContacts(
  client: Pick<ControlClient, 'people'>,
  ids: readonly string[],
): Promise<(id: string) => Person | undefined> {
  const missing = new Set(ids.map(keyOf));
  const found = new Map<string, Person>();
  // Of one alone Dynamics need not tell all.
  const query = ids.length === 1 && ids[0] ? { search: ids[0] } : {};
  for (let skip = 0; missing.size > 0; skip += PAGE) {
    const page = await client.people('contact', { ...query, skip, limit: PAGE });
    for (const person of page) if (missing.delete(keyOf(person.id))) found.set(keyOf(person.id), person);
    if (page.length < PAGE) break;
  }
  return (id) => found.get(keyOf(id));
}
