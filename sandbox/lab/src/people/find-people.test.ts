import { expect, it } from 'vitest';
import type { Person } from '../../../src/control/people-wire.ts';
import { findContacts } from './find-people.ts';

const person = (number: number): Person => ({
  ...{ entity: 'contact', id: `aaaa-${number}`, trackingConsent: false, columns: {} },
});
const all = Array.from({ length: 10_500 }, (_, number) => person(number));
/** Answers as the sandbox does. */
const client = {
  people: async (_: Person['entity'], { search = '', skip = 0, limit = 1000 } = {}) =>
    all.filter(({ id }) => id.includes(search)).slice(skip, skip + limit),
};

it('contacts are found wherever they are in the list, however their ids are written', async () => {
  const find = await findContacts(client, ['aaaa-3', 'AAAA10400', 'deleted']);
  expect([find('aaaa-3'), find('AAAA10400'), find('deleted')]).toEqual([
    person(3),
    person(10_400),
    undefined,
  ]);
  expect((await findContacts(client, ['aaaa-10499']))('aaaa-10499')).toEqual(person(10_499));
});
