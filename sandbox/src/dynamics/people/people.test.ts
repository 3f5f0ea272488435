import { afterEach, beforeEach, expect, test } from 'vitest';
import { startTestTwin, USER } from '../testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeEach(async () => {
  t = await startTestTwin();
});
afterEach(() => t.twin.close());

const LEAD = '1f8fad5b-d9cb-469f-a165-70867728950e';
const PROFILE = '2f8fad5bd9cb469fa16570867728950e';
const refusal = (code: string) => expect.objectContaining({ name: 'DynamicsRefusal', code });

test('contacts, leads and profiles are found by either form of their id', () => {
  t.twin.addContact({ contactid: USER, fullname: 'Ada King Lovelace', new_shopid: 'abc-1', age: 36 });
  t.twin.addLead({ leadid: LEAD, fullname: 'Grace', emailaddress1: 'grace@example.com' });
  t.twin.addProfile({ msdynci_customerid: PROFILE, msdynci_email: 'mina@example.com' });
  expect(t.twin.person(USER.replaceAll('-', '').toUpperCase())).toMatchObject({
    ...{ entity: 'contact', id: USER, trackingConsent: false },
    columns: { firstname: 'Ada', lastname: 'King Lovelace', statecode: 0, new_shopid: 'abc-1', age: 36 },
  });
  expect(t.twin.person(LEAD)).toMatchObject({
    entity: 'lead',
    columns: { firstname: 'Grace', lastname: null },
  });
  expect(t.twin.person('2f8fad5b-d9cb-469f-a165-70867728950e')).toEqual(t.twin.profiles()[0]);
  expect([t.twin.contacts(), t.twin.leads(), t.twin.profiles()].map((rows) => rows.length)).toEqual([
    1, 1, 1,
  ]);
});

test('an id that is made up has the form of its entity', () => {
  expect(t.twin.addContact({ fullname: 'A' }).id).toMatch(/^[0-9a-f]{8}-/);
  expect(t.twin.addLead({ fullname: 'A' }).id).toMatch(/^[0-9a-f]{8}-/);
  expect(t.twin.addProfile({}).id).toMatch(/^[0-9a-f]{32}$/);
});

test('columns change and empty, the person can go, and a held row stays what it was', () => {
  const before = t.twin.addContact({ contactid: USER, fullname: 'Ada', emailaddress1: 'ada@example.com' });
  t.twin.updatePerson(USER, { columns: { emailaddress1: null, telephone1: '1' }, trackingConsent: true });
  expect(t.twin.person(USER)).toMatchObject({
    trackingConsent: true,
    columns: { emailaddress1: null, telephone1: '1', fullname: 'Ada' },
  });
  expect(before.columns.emailaddress1).toBe('ada@example.com');
  t.twin.removePerson(USER);
  expect(t.twin.person(USER)).toBeUndefined();
});

test('contacts and leads are deactivated, contacts are merged', () => {
  const [ada, twin] = ['Ada', 'Ada L.'].map((fullname) => t.twin.addContact({ fullname }));
  const lead = t.twin.addLead({ fullname: 'Grace' });
  if (!ada || !twin) throw new Error('two contacts were added');
  expect(t.twin.deactivatePerson(lead.id).columns).toMatchObject({ statecode: 2 });
  t.twin.mergeContacts({ master: ada.id, subordinate: twin.id });
  expect(t.twin.person(twin.id)?.columns).toMatchObject({ merged: true, masterid: ada.id, statecode: 1 });
  expect(t.twin.person(ada.id)).toEqual(ada);
  expect(t.twin.deactivatePerson(ada.id).columns).toMatchObject({ statecode: 1 });
});

test('what cannot be is refused', () => {
  t.twin.addContact({ contactid: USER, fullname: 'Ada' });
  const profile = t.twin.addProfile({});
  expect(() => t.twin.addLead({ leadid: USER, fullname: 'Grace' })).toThrow(refusal('person-incorrect'));
  expect(() => t.twin.addProfile({ msdynci_customerid: 'x' })).toThrow(refusal('person-incorrect'));
  expect(() => t.twin.deactivatePerson(profile.id)).toThrow(refusal('person-incorrect'));
  expect(() => t.twin.mergeContacts({ master: USER, subordinate: USER })).toThrow(
    refusal('person-incorrect'),
  );
  expect(() => t.twin.updatePerson(USER, { columns: { contactid: LEAD } })).toThrow(
    refusal('person-incorrect'),
  );
  expect(() => t.twin.removePerson(LEAD)).toThrow(refusal('person-unknown'));
});

test('a snapshot of version 1 opens, with its contacts', async () => {
  const { people: _, ...now } = t.twin.snapshot();
  const contact = { contactid: USER, fullname: 'Ada Lovelace', trackingConsent: true };
  const old = { ...now, version: 1, contacts: [contact] };
  const again = await startTestTwin({ state: JSON.parse(JSON.stringify(old)) });
  expect(again.twin.contacts()).toMatchObject([
    { id: USER, trackingConsent: true, columns: { firstname: 'Ada' } },
  ]);
  await again.twin.close();
});

test('100,000 people are held, and each is found by its id', () => {
  for (let index = 0; index < 100_000; index += 1) t.twin.addContact({ fullname: `Person ${index}` });
  const last = t.twin.contacts().at(-1);
  expect(t.twin.person(last?.id ?? '')).toBe(last);
});
