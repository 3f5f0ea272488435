import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { USER } from '../testing.ts';
import { startDataverse } from './testing.ts';

let t: Awaited<ReturnType<typeof startDataverse>>;
let reader: Awaited<ReturnType<typeof t.reader>>;
beforeEach(async () => {
  t = await startDataverse();
  t.twin.addContact({
    contactid: USER,
    fullname: 'Ada Lovelace',
    emailaddress1: 'ada@example.com',
    new_age: 36,
  });
  t.twin.addContact({ contactid: OTHER, fullname: "Pat O'Brien", emailaddress1: "O'Brien@Example.com" });
  t.twin.addContact({ contactid: THIRD, fullname: 'No Mail', merged: true });
  reader = await t.reader();
});
afterEach(() => t.close());

const OTHER = '1f8fad5b-d9cb-469f-a165-70867728950e';
const THIRD = '2f8fad5b-d9cb-469f-a165-70867728950e';
const PROFILE = '3f8fad5bd9cb469fa16570867728950e';

test('the documented look-up by email answers the row with context, etag and OData headers', async () => {
  const query = "$filter=emailaddress1 eq 'ada@example.com'&$select=contactid,emailaddress1&$top=2";
  const answer = await reader.get(`contacts?${query}`, { 'odata-maxversion': '4.0', 'odata-version': '4.0' });
  expect(answer.status).toBe(200);
  expect(answer.json).toEqual({
    '@odata.context': `${t.dataverse.url}/api/data/v9.2/$metadata#contacts(contactid,emailaddress1)`,
    value: [
      {
        '@odata.etag': expect.stringMatching(/^W\/"\d+"$/),
        contactid: USER,
        emailaddress1: 'ada@example.com',
      },
    ],
  });
  expect(answer.headers).toMatchObject({
    ...{ 'odata-version': '4.0', 'content-type': 'application/json; odata.metadata=minimal' },
    'x-ms-ratelimit-burst-remaining-xrm-requests': '5999',
    'x-ms-ratelimit-time-remaining-xrm-requests': expect.stringMatching(/^1,(?:200\.00|199\.\d\d)$/),
  });
});

test('versions 9.0, 9.1 and 9.2 are served, an unknown version is not', async () => {
  const get = async (version: string) =>
    (await t.call(`/api/data/${version}/contacts`, { headers: reader.headers })).status;
  expect(await Promise.all(['v9.0', 'v9.1', 'v9.2', 'v10'].map(get))).toEqual([200, 200, 200, 404]);
});

test('contacts, leads and profiles are three tables with keys of their own', async () => {
  const { id } = t.twin.addLead({ fullname: 'Grace', emailaddress1: 'ada@example.com' });
  t.twin.addProfile({ msdynci_customerid: PROFILE, msdynci_email: 'ada@example.com' });
  const mail = "emailaddress1 eq 'ada@example.com'";
  expect((await reader.find(mail, 'leads')).json.value).toMatchObject([{ leadid: id }]);
  expect((await reader.find(mail)).json.value).toMatchObject([{ contactid: USER }]);
  const profiles = await reader.find("msdynci_email eq 'ada@example.com'", 'msdynci_customerprofiles');
  expect(profiles.json.value).toMatchObject([{ msdynci_customerid: PROFILE }]);
});

describe('filters', () => {
  const ids = async (filter: string) => {
    const { json } = await reader.find(filter);
    return json.value?.map(({ contactid }: { contactid: string }) => contactid) ?? json.error;
  };
  test.each([
    ["emailaddress1 eq 'o''brien@example.com'", [OTHER]],
    ['EMAIL', { code: '0x80060888' }],
    ["fullname eq 'ADA LOVELACE'", [USER]],
    ["emailaddress1 ne 'ada@example.com'", [OTHER, THIRD]],
    ['emailaddress1 eq null', [THIRD]],
    ['emailaddress1 ne null and not (new_age eq 36)', [OTHER]],
    ['new_age gt 35 and new_age le 36', [USER]],
    ['merged eq true', [THIRD]],
    [`contactid eq ${USER}`, [USER]],
    [`contactid eq '${USER.toUpperCase()}'`, [USER]],
    ["contains(fullname,'O''B')", [OTHER]],
    ["startswith(fullname,'ada') or endswith(fullname,'MAIL')", [USER, THIRD]],
    ["not contains(emailaddress1,'ada')", [OTHER]],
    ["contains(emailaddress1,'a_a@')", [USER]],
    ["startswith(fullname,'[no]')", [THIRD]],
    ["startswith(fullname,'[^an]')", [OTHER]],
    ["firstname eq 'ada' or firstname eq 'pat' and lastname eq 'x'", [USER]],
    ["(firstname eq 'ada' or firstname eq 'pat') and lastname eq 'x'", []],
    ["'ada' eq firstname", [USER]],
    ['firstname eq lastname', []],
    ['_masterid_value eq null and statecode eq 0', [USER, OTHER, THIRD]],
  ])('a filter finds its rows: %s', async (filter, found) => {
    const answer = await ids(filter);
    if (Array.isArray(found)) expect(answer).toEqual(found);
    else expect(answer).toMatchObject(found);
  });

  test.each([
    ["lastname eq 'O'Bryan'", 'There is an unterminated literal at position 21'],
    ['statecode eq', 'Syntax error at position 12'],
    ["statecode eq 'x'", "Found operand types 'Edm.Int32' and 'Edm.String' for operator kind 'Equal'"],
    ['contactid gt null and contactid lt 5', "Found operand types 'Edm.Guid' and 'Edm.Int32'"],
    [
      "Fullname eq 'x'",
      "Could not find a property named 'Fullname' on type 'Microsoft.Dynamics.CRM.contact'.",
    ],
    ["contains(statecode,'x')", "The function 'contains' cannot be applied"],
    [`${'('.repeat(8000)}a`, 'The filter is nested too deeply.'],
  ])('what cannot be read is a 400 that says where: %s', async (filter, message) => {
    const { status, json } = await reader.find(filter);
    expect(status).toBe(400);
    expect(json).toEqual({ error: { code: '0x80060888', message: expect.stringContaining(message) } });
  });
});

test('$select answers the key too, and without it come all columns, those of single rows among them', async () => {
  const selected = await reader.get('contacts?$select=fullname&$top=1');
  expect(selected.json.value[0]).toEqual({
    ...{ '@odata.etag': expect.any(String), fullname: 'Ada Lovelace', contactid: USER },
  });
  const { json } = await reader.get('contacts?$top=1');
  expect(json.value[0]).toMatchObject({
    new_age: 36,
    mobilephone: null,
    _masterid_value: null,
    statecode: 0,
  });
  expect(json.value[0]).not.toHaveProperty('masterid');
  expect((await reader.get('contacts?$select=masterid')).json.error.message).toContain("named 'masterid'");
});

test('a merged contact points to its master', async () => {
  t.twin.mergeContacts({ master: USER, subordinate: OTHER });
  const { json } = await reader.find(`_masterid_value eq ${USER}`);
  expect(json.value).toMatchObject([{ contactid: OTHER, merged: true, statecode: 1, _masterid_value: USER }]);
});

test('$orderby sorts without case, empty values first, and equal rows stay in order', async () => {
  const order = async (by: string) =>
    (await reader.get(`contacts?$orderby=${by}`)).json.value.map(
      (row: { contactid: string }) => row.contactid,
    );
  expect(await order('emailaddress1')).toEqual([THIRD, USER, OTHER]);
  expect(await order('emailaddress1 desc')).toEqual([OTHER, USER, THIRD]);
  expect(await order('statecode,fullname desc')).toEqual([OTHER, THIRD, USER]);
  expect((await reader.get('contacts?$orderby=statecode down')).status).toBe(400);
});

test('the preferred page size is kept over next links, $top is then ignored, and $count counts all', async () => {
  const prefer = { prefer: 'odata.maxpagesize=2' };
  const first = await reader.get('contacts?$count=true&$top=1&$select=fullname', prefer);
  expect(first.headers['preference-applied']).toBe('odata.maxpagesize=2');
  expect(first.json).toMatchObject({ '@odata.count': 3, value: [{ contactid: USER }, { contactid: OTHER }] });
  const next = first.json['@odata.nextLink'];
  expect(next).toContain('$skiptoken=%3Ccookie%20pagenumber');
  const second = await t.call(next, { headers: { ...reader.headers, ...prefer } });
  expect(second.json.value).toMatchObject([{ contactid: THIRD }]);
  expect(second.json).not.toHaveProperty('@odata.nextLink');
  expect((await reader.get('contacts?$top=2')).json.value).toHaveLength(2);
  const count = await reader.get('contacts/$count?$filter=merged eq false');
  expect([count.headers['content-type'], count.text]).toEqual(['text/plain', '2']);
});

test('a next link that is followed without the preference goes on with its page size', async () => {
  for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
  for (const fullname of 'ABCDE') t.twin.addContact({ fullname });
  const seen: string[][] = [];
  let { json } = await reader.get('contacts?$select=fullname&$top=1', { prefer: 'odata.maxpagesize=2' });
  for (;;) {
    seen.push(json.value.map((row: { fullname: string }) => row.fullname));
    const next = json['@odata.nextLink'];
    if (!next) break;
    ({ json } = await t.call(next, { headers: reader.headers }));
  }
  expect(seen).toEqual([['A', 'B'], ['C', 'D'], ['E']]);
});

test('a page has 5,000 rows at most, and a count does not go beyond', async () => {
  for (let index = 0; index < 5001; index += 1) t.twin.addContact({ fullname: `Person ${index}` });
  const { json } = await reader.get('contacts?$count=true&$select=contactid');
  expect([json.value.length, json['@odata.count']]).toEqual([5000, 5000]);
  const next = await t.call(json['@odata.nextLink'], { headers: reader.headers });
  expect(next.json.value).toHaveLength(4);
});

test('a row is read by its id in either form, or by a column that only it has', async () => {
  t.twin.addProfile({ msdynci_customerid: PROFILE, msdynci_email: 'p@example.com' });
  const row = await reader.get(`contacts(${USER.toUpperCase()})?$select=fullname`);
  expect(row.json).toEqual({
    '@odata.context': `${t.dataverse.url}/api/data/v9.2/$metadata#contacts(fullname)/$entity`,
    ...{ '@odata.etag': expect.any(String), fullname: 'Ada Lovelace', contactid: USER },
  });
  expect((await reader.get(`contacts(contactid=${USER})`)).json).toMatchObject({ contactid: USER });
  expect((await reader.get("contacts(emailaddress1='o''brien@example.com')")).json).toMatchObject({
    contactid: OTHER,
  });
  expect((await reader.get(`msdynci_customerprofiles(${PROFILE})`)).json).toMatchObject({
    msdynci_email: 'p@example.com',
  });
  const missing = await reader.get(`contacts(${PROFILE})`);
  expect([missing.status, missing.json.error.code]).toEqual([404, '0x80040217']);
  expect((await reader.get('contacts(statecode=0)')).status).toBe(400);
  expect((await reader.get('contacts(x y)')).status).toBe(400);
});

test('the etag stays until the row changes', async () => {
  const etag = async () => (await reader.get(`contacts(${USER})`)).json['@odata.etag'];
  const before = await etag();
  expect(await etag()).toBe(before);
  t.twin.updatePerson(USER, { columns: { firstname: 'A.' } });
  expect(await etag()).not.toBe(before);
});

test('unknown tables and columns, and options that Dataverse does not have, are refused in its words', async () => {
  expect((await reader.get('Contacts')).json).toEqual({
    error: { code: '0x8006088a', message: "Resource not found for the segment 'Contacts'." },
  });
  expect((await reader.get('Contacts')).status).toBe(404);
  const cases = [
    ['$select=Name', "Could not find a property named 'Name'"],
    ['$skip=1', 'Skip Clause is not supported in CRM'],
    ['$search=ada', "The query parameter '$search' is not supported."],
    ['$top=few', "Invalid value 'few' for $top"],
    ['$skiptoken=x', '$skiptoken is malformed'],
  ] as const;
  for (const [query, message] of cases) {
    const { status, json } = await reader.get(`contacts?${query}`);
    expect([status, json.error.code]).toEqual([400, '0x80060888']);
    expect(json.error.message).toContain(message);
  }
});

test('making and deleting rows and what else the sandbox leaves out are answered as not imitated', async () => {
  for (const method of ['POST', 'PATCH', 'DELETE'] as const) {
    const answer = await t.call('/api/data/v9.2/contacts', { method, headers: reader.headers, body: '{}' });
    expect([answer.status, answer.json.error.code]).toEqual([501, 'not-imitated']);
  }
  expect((await reader.get('contacts?$expand=owninguser')).status).toBe(501);
  expect((await reader.get('$metadata')).status).toBe(501);
});

test('WhoAmI tells the application user and the organization', async () => {
  const [app] = t.twin.appRegistrations();
  expect((await reader.get('WhoAmI')).json).toMatchObject({
    ...{ UserId: app?.applicationUser?.id, OrganizationId: t.twin.organizationId },
  });
});

describe('who may read', () => {
  test('without an application user every call is a 403, and again after it was removed', async () => {
    const stranger = await t.reader(null);
    const { status, json } = await stranger.get('contacts');
    expect([status, json.error.code]).toEqual([403, '0x80072560']);
    expect(json.error.message).toContain('not a member of the organization');
    t.twin.setApplicationUser(stranger.clientId, { contact: 'organization' });
    expect((await stranger.get('contacts')).status).toBe(200);
    t.twin.removeAppRegistration(stranger.clientId);
    expect((await stranger.get('contacts')).status).toBe(403);
  });

  test('a table without the Read privilege is a 403, the others are read', async () => {
    const clerk = await t.reader({ lead: 'organization' });
    const { status, json } = await clerk.get('contacts');
    expect([status, json.error.code]).toEqual([403, '0x80040220']);
    expect(json.error.message).toContain('prvReadContact');
    expect((await clerk.get('leads')).status).toBe(200);
  });

  test('rows that the caller may not read are left out without a word', async () => {
    const clerk = await t.reader({ contact: 'user' });
    expect((await clerk.get('contacts')).json.value).toEqual([]);
    expect((await clerk.get(`contacts(${USER})`)).status).toBe(404);
    const app = t.twin.appRegistrations().find(({ clientId }) => clientId === clerk.clientId);
    t.twin.updatePerson(USER, { columns: { ownerid: app?.applicationUser?.id ?? '' } });
    expect((await clerk.get('contacts')).json.value).toMatchObject([{ contactid: USER }]);
  });

  test('a missing, foreign or altered token is a 401 with a challenge that names the tenant', async () => {
    const token = reader.headers.authorization;
    const altered = `${token.slice(0, -8)}AAAAAAAA`;
    for (const authorization of ['', 'Bearer x', altered, token.replace('Bearer', 'Basic')]) {
      const answer = await t.call('/api/data/v9.2/contacts', { headers: { authorization } });
      expect(answer.status).toBe(401);
      expect(answer.headers['www-authenticate']).toBe(
        `Bearer authorization_uri=${t.dataverse.url}/${t.dataverse.tenantId}/oauth2/authorize, resource_id=${t.dataverse.url}/`,
      );
    }
    const headers = { ...reader.headers, host: 'other.crm.dynamics.com' };
    const elsewhere = await t.call('/api/data/v9.2/contacts', { headers });
    expect(elsewhere.status).toBe(401);
    expect(elsewhere.headers['www-authenticate']).toContain('https://login.microsoftonline.com/');
  });
});

test('the timeline tells of calls, without tokens and without whom they ask for', async () => {
  await reader.find("emailaddress1 eq 'ada@example.com'");
  await reader.get("contacts(emailaddress1='ada@example.com')");
  expect(t.kinds()).toEqual(expect.arrayContaining(['token.issued', 'dataverse.read']));
  const told = JSON.stringify(t.timeline.list());
  expect(told).not.toContain('ada@example.com');
  expect(told).not.toContain(reader.headers.authorization.slice(-20));
});
