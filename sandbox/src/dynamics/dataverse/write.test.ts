import { afterEach, beforeEach, expect, test } from 'vitest';
import { USER } from '../testing.ts';
import { startDataverse } from './testing.ts';

const OTHER = '1f8fad5b-d9cb-469f-a165-70867728950e';
const PROFILE = '3f8fad5bd9cb469fa16570867728950e';

let t: Awaited<ReturnType<typeof startDataverse>>;
let writer: Awaited<ReturnType<typeof t.reader>>;
beforeEach(async () => {
  t = await startDataverse();
  t.twin.addContact({ contactid: USER, fullname: 'Ada', new_pushlanguage: null, new_age: 36 });
  writer = await t.reader({ contact: 'organization', write: { contact: 'organization' } });
});
afterEach(() => t.close());

function patch(path: string, body: unknown, headers: Record<string, string> = { 'if-match': '*' }) {
  return t.call(`/api/data/v9.2/${path}`, {
    method: 'PATCH',
    headers: { ...writer.headers, 'content-type': 'application/json', ...headers },
    body: typeof body === 'string' ? body : JSON.stringify(body),
  });
}

test('PATCH changes the named columns and no other, and answers 204 with the row’s address', async () => {
  const answer = await patch(`contacts(${USER})`, { new_pushlanguage: 'de', emailaddress1: null });
  expect([answer.status, answer.text, answer.headers['odata-entityid']]).toEqual([
    204,
    '',
    `${t.dataverse.url}/api/data/v9.2/contacts(${USER})`,
  ]);
  expect(t.twin.person(USER)?.columns).toMatchObject({
    ...{ new_pushlanguage: 'de', fullname: 'Ada', new_age: 36, emailaddress1: null },
  });
  expect(t.kinds()).toContain('dataverse.written');
});

test('a row that is not there is a 404 with If-Match; without, the twin does not make one', async () => {
  const missing = await patch(`contacts(${OTHER})`, { fullname: 'Nobody' });
  expect([missing.status, missing.json.error.code]).toEqual([404, '0x80040217']);
  expect((await patch(`contacts(${OTHER})`, { fullname: 'Nobody' }, {})).status).toBe(501);
  expect(t.twin.contacts()).toHaveLength(1);
  expect((await patch(`contacts(${USER})`, { fullname: 'Ada L.' }, {})).status).toBe(204);
});

test('an etag that is no longer the row’s is a 412', async () => {
  const etag = async () => (await writer.get(`contacts(${USER})`)).json['@odata.etag'];
  const before = await etag();
  expect((await patch(`contacts(${USER})`, { fullname: 'A' }, { 'if-match': before })).status).toBe(204);
  const late = await patch(`contacts(${USER})`, { fullname: 'B' }, { 'if-match': before });
  expect([late.status, late.json.error.code]).toEqual([412, '0x80060882']);
});

test.each([
  ['an unknown column', { new_nothing: 'x' }],
  ['the key', { contactid: OTHER }],
  ['a number in a text column', { new_pushlanguage: 7 }],
  ['a text in a number column', { new_age: 'old' }],
  ['no object', ['x']],
  ['no JSON', '{'],
])('a body with %s is a 400, and nothing is written', async (_, body) => {
  const before = t.twin.person(USER);
  const { status, json } = await patch(`contacts(${USER})`, body);
  expect([status, json.error.code]).toEqual([400, '0x80048d19']);
  expect(t.twin.person(USER)).toEqual(before);
});

test('without the Write privilege it is a 403, and rows of others are not there', async () => {
  const reader = await t.reader({ contact: 'organization' });
  const refused = await patch(`contacts(${USER})`, { fullname: 'A' }, { ...reader.headers, 'if-match': '*' });
  expect([refused.status, refused.json.error.code]).toEqual([403, '0x80040220']);
  expect(refused.json.error.message).toContain('prvWriteContact');
  const clerk = await t.reader({ contact: 'user', write: { contact: 'user' } });
  const { status } = await patch(
    `contacts(${USER})`,
    { fullname: 'A' },
    { ...clerk.headers, 'if-match': '*' },
  );
  expect(status).toBe(404);
});

test('profiles are not written', async () => {
  t.twin.addProfile({ msdynci_customerid: PROFILE });
  expect((await patch(`msdynci_customerprofiles(${PROFILE})`, { msdynci_email: 'x' })).status).toBe(501);
});
