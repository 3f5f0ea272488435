import { expect, it } from 'vitest';
import { type Addressee, outlookOf } from './audience.ts';

const person = (name: string, about: Partial<Addressee> = {}): Addressee => ({
  ...{ id: name, name, devices: 1, refuses: false, trackingConsent: true, columns: {}, ...about },
});
const names = (people: Addressee[]) => people.map(({ name }) => name);

it('who refuses is sent to like everybody, unless they are left out', () => {
  const people = [person('Ada'), person('Jonas', { devices: 0 }), person('Mina', { refuses: true })];
  const all = outlookOf(people, false);
  expect([names(all.reached), names(all.withoutDevice), names(all.refusing)]).toEqual([
    ...[['Ada', 'Mina'], ['Jonas'], ['Mina']],
  ]);
  expect(names(outlookOf(people, true).reached)).toEqual(['Ada']);
});
