import fc from 'fast-check';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestTwin, USER } from '../../testing.ts';
import { fits, type Rule } from './rule.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
  t.twin.addContact({
    contactid: USER,
    fullname: 'Ada Lovelace',
    age: 36,
    vip: true,
    city: null,
    zip: '0815',
  });
  t.twin.addContact({ fullname: 'Grace Hopper', age: 85, joined: '2026-01-31' });
  t.twin.addLead({ fullname: 'Ada the lead' });
});
afterEach(() => t.twin.close());

const names = (rule: Rule, entity?: 'lead') => {
  const segmentId = t.twin.segments.add({ name: 'S', rule, ...(entity ? { entity } : {}) });
  return t.twin.segments.members(segmentId).map((id) => t.twin.person(id)?.columns.firstname);
};
const deep = (depth: number, rule: Rule) => {
  let group = rule;
  for (let count = 0; count < depth; count += 1) group = { all: [group] };
  return group;
};
const incorrect = (message: string) =>
  expect.objectContaining({ code: 'segment-incorrect', message: expect.stringContaining(message) });

test.each<[Rule, string[]]>([
  [{ column: 'fullname', is: 'eq', value: 'ADA lovelace' }, ['Ada']],
  [{ column: 'fullname', is: 'ne', value: 'Ada Lovelace' }, ['Grace']],
  [{ column: 'city', is: 'ne', value: 'Paris' }, ['Ada', 'Grace']],
  [{ column: 'fullname', is: 'contains', value: 'LOVE' }, ['Ada']],
  [{ column: 'fullname', is: 'begins-with', value: 'grace' }, ['Grace']],
  [{ column: 'age', is: 'lt', value: 85 }, ['Ada']],
  [{ column: 'age', is: 'gt', value: 36 }, ['Grace']],
  [{ column: 'age', is: 'gt', value: '9.50' }, ['Ada', 'Grace']],
  [{ column: 'age', is: 'lt', value: '085.0' }, ['Ada']],
  [{ column: 'age', is: 'eq', value: '36.00' }, ['Ada']],
  [{ column: 'age', is: 'ne', value: '36.00' }, ['Grace']],
  [{ column: 'age', is: 'eq', value: '' }, []],
  [{ column: 'zip', is: 'eq', value: '815' }, []],
  [{ column: 'zip', is: 'eq', value: '0815' }, ['Ada']],
  [{ column: 'joined', is: 'gt', value: '2026-01-30' }, ['Grace']],
  [{ column: 'vip', is: 'eq', value: true }, ['Ada']],
  [{ column: 'joined', is: 'set' }, ['Grace']],
  [{ column: 'city', is: 'not-set' }, ['Ada', 'Grace']],
])('a rule over a column: %j', (rule, expected) => {
  expect(names(rule)).toEqual(expected);
});

test('rules are grouped by and and or, up to 50 deep', () => {
  const old: Rule = { column: 'age', is: 'gt', value: 80 };
  const ada: Rule = { column: 'firstname', is: 'eq', value: 'Ada' };
  expect(names({ all: [old, ada] })).toEqual([]);
  expect(names({ any: [old, ada] })).toEqual(['Ada', 'Grace']);
  expect(names({ all: [{ any: [old, ada] }, { column: 'vip', is: 'set' }] })).toEqual(['Ada']);
  expect(names(deep(50, ada))).toEqual(['Ada']);
  for (const depth of [51, 20_000]) expect(() => names(deep(depth, ada))).toThrow(incorrect('50 deep'));
});

test('a rule is judged when it is asked, over the rows of its entity alone', () => {
  const ada: Rule = { column: 'firstname', is: 'eq', value: 'ada' };
  const segmentId = t.twin.segments.add({ name: 'Adas', rule: ada });
  const second = t.twin.addContact({ fullname: 'Ada the second' });
  expect(t.twin.segments.members(segmentId)).toEqual([USER, second.id]);
  expect(names(ada, 'lead')).toEqual(['Ada']);
});

test('a static segment is a list of people of one entity', () => {
  const lead = t.twin.leads()[0]?.id ?? '';
  const segmentId = t.twin.segments.add({ name: 'List', memberIds: [USER, t.mobileAppId] });
  expect(t.twin.segments.members(segmentId)).toEqual([USER, t.mobileAppId]);
  expect(() => t.twin.segments.add({ name: 'Mixed', memberIds: [USER, lead] })).toThrow(
    incorrect('is no contact'),
  );
  t.twin.segments.remove(segmentId);
  expect(t.twin.segments.list()).toEqual([]);
  expect(() => t.twin.segments.members(segmentId)).toThrow(
    expect.objectContaining({ code: 'segment-unknown' }),
  );
});

test('there are at most 3,000 segments by rule and 10,000 static ones', () => {
  const rule: Rule = { column: 'age', is: 'set' };
  for (let count = 0; count < 3_000; count += 1) t.twin.segments.add({ name: 'S', rule });
  expect(() => t.twin.segments.add({ name: 'S', rule })).toThrow(incorrect('3000'));
  const list = () => t.twin.segments.add({ name: 'A list', memberIds: [] });
  for (let count = 0; count < 10_000; count += 1) list();
  expect(list).toThrow(incorrect('10000'));
});

test.each([
  ['an unknown comparison', { rule: { column: 'age', is: 'like', value: 1 } }],
  ['no value', { rule: { column: 'age', is: 'eq' } }],
  ['an empty group', { rule: { all: [] } }],
  ['neither list nor rule', {}],
])('a segment with %s is refused', (_, changes) => {
  expect(() => t.twin.segments.add({ name: 'S', ...changes } as never)).toThrow(incorrect(''));
});

test('a condition and its opposite never agree, and groups follow their parts', () => {
  const value = fc.oneof(fc.string({ maxLength: 3 }), fc.integer({ min: 0, max: 5 }));
  const person = (v: string | number | null) => ({
    ...{ entity: 'contact' as const, id: USER, trackingConsent: false },
    columns: { c: v },
  });
  fc.assert(
    fc.property(fc.option(value), value, (held, wanted) => {
      const is = (each: 'eq' | 'ne') => fits(person(held), { column: 'c', is: each, value: wanted });
      const set = fits(person(held), { column: 'c', is: 'set' });
      expect(is('eq')).toBe(!is('ne'));
      expect(fits(person(held), { column: 'c', is: 'not-set' })).toBe(!set);
      const parts: Rule[] = [
        { column: 'c', is: 'eq', value: wanted },
        { column: 'c', is: 'set' },
      ];
      expect(fits(person(held), { all: parts })).toBe(is('eq') && set);
      expect(fits(person(held), { any: parts })).toBe(is('eq') || set);
    }),
  );
});
