import { expect, test } from 'vitest';
import { ANNA, BERT, createPeople } from '../../test/people.ts';

const CARL = '33333333-3333-4333-8333-333333333333';
const byId = { entity: 'contact', column: 'new_appid' } as const;
const byEmail = { claim: 'email', entity: 'contact', column: 'emailaddress1' } as const;
const contact = (columns: Record<string, unknown>) => ({ set: 'contacts', columns });

test.each([ANNA, ANNA.replaceAll('-', ''), ANNA.toUpperCase()])(
  'a GUID is sent as it is, and Dataverse is not asked: %s',
  async (userId) => {
    const people = createPeople({ rules: [byId] });
    expect(await people.resolve(userId)).toEqual({ dynamicsUserId: userId });
    expect(people.calls).toEqual([]);
  },
);

test('with verify, a GUID must be the id of an active record of one of these kinds', async () => {
  const people = createPeople({ verify: ['contact', 'profile'], rules: [byId] });
  people.rows.push(contact({ contactid: ANNA }), contact({ contactid: CARL, statecode: 1 }));
  const hex = BERT.replaceAll('-', '');
  people.rows.push({ set: 'msdynci_customerprofiles', columns: { msdynci_customerid: hex } });
  expect(await people.resolve(ANNA.toUpperCase().replaceAll('-', ''))).toEqual({ dynamicsUserId: ANNA });
  expect(people.calls).toEqual([
    `/api/data/v9.2/contacts?$select=contactid&$filter=contactid eq ${ANNA} and statecode eq 0&$top=2`,
  ]);
  expect(await people.resolve(BERT)).toEqual({ dynamicsUserId: hex });
  expect(await people.resolve(CARL)).toEqual({ problem: 'user-unknown' });
});

test('a rule for the key takes an id in either form, and nothing else', async () => {
  const people = createPeople({ rules: [{ claim: 'crm', entity: 'contact', column: 'contactid' }] });
  people.rows.push(contact({ contactid: ANNA }));
  const crm = ANNA.replaceAll('-', '').toUpperCase();
  expect(await people.resolve('anna', { claims: { crm } })).toEqual({ dynamicsUserId: ANNA });
  for (const crm of [`${ANNA} or statecode eq 0`, 'anna', "'"]) {
    expect(await people.resolve('anna', { claims: { crm } })).toEqual({ problem: 'user-id-unmapped' });
  }
  expect(people.calls).toHaveLength(1);
});

test('the table comes before the rules, and an id that neither knows is unmapped', async () => {
  const people = createPeople({ table: { 'abc123-user-uuid': ANNA } });
  expect(await people.resolve('abc123-user-uuid')).toEqual({ dynamicsUserId: ANNA });
  expect(await people.resolve('toString')).toEqual({ problem: 'user-id-unmapped' });
});

test('a rule asks Dataverse as documented', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(contact({ contactid: ANNA, new_appid: 'anna-1' }));
  expect(await people.resolve('anna-1', { traceId: 'a'.repeat(32) })).toEqual({ dynamicsUserId: ANNA });
  expect(people.calls).toEqual([
    "/api/data/v9.2/contacts?$select=contactid,new_appid&$filter=new_appid eq 'anna-1' and statecode eq 0&$top=2",
  ]);
  expect(Object.fromEntries(people.requests[0]?.headers ?? [])).toMatchObject({
    accept: 'application/json',
    authorization: 'Bearer the-access-token',
    'odata-maxversion': '4.0',
    'odata-version': '4.0',
    traceparent: expect.stringContaining('a'.repeat(32)),
  });
});

test('a rule may ask for a verified claim instead of the id; without the claim it is passed over', async () => {
  const people = createPeople({ rules: [byEmail, byId] });
  people.rows.push(contact({ contactid: ANNA, emailaddress1: "Anna.O'Brien+1@Example.com" }));
  people.rows.push(contact({ contactid: BERT, new_appid: 'bert' }));
  const claims = { email: "anna.o'brien+1@example.com" };
  expect(await people.resolve('anna', { claims })).toEqual({ dynamicsUserId: ANNA });
  expect(await people.resolve('bert', { claims: { email: 7.5 } })).toEqual({ dynamicsUserId: BERT });
  const onlyEmail = createPeople({ rules: [byEmail] });
  expect(await onlyEmail.resolve('bert')).toEqual({ problem: 'user-id-unmapped' });
  expect(await onlyEmail.resolve('bert', { claims: { email: '' } })).toEqual({ problem: 'user-id-unmapped' });
});

test('who was found by a claim stays who they are where nobody brings it again', async () => {
  for (const rules of [
    [byId, byEmail],
    [byEmail, byId],
  ]) {
    const people = createPeople({ rules });
    people.rows.push(contact({ contactid: ANNA, emailaddress1: 'anna@example.com' }));
    // Whom the rule for the id would find in place of her, were it asked after the one for the claim.
    if (rules[0] === byEmail) people.rows.push(contact({ contactid: BERT, new_appid: 'anna' }));
    expect(await people.resolve('anna', { known: ANNA })).toEqual({ dynamicsUserId: ANNA });
    expect(await people.resolve('nobody', { claims: {}, known: ANNA })).toEqual({ problem: 'user-unknown' });
  }
  const merged = createPeople({ rules: [byId, byEmail] });
  merged.rows.push(contact({ contactid: CARL, new_appid: 'anna' }));
  expect(await merged.resolve('anna', { known: ANNA })).toEqual({ dynamicsUserId: CARL });
});

test.each(['half a pair \ud800', 'a\0b'])(
  'a claim that is no text to look for is none: %j',
  async (email) => {
    const people = createPeople({ rules: [byEmail, byId] });
    people.rows.push(contact({ contactid: BERT, new_appid: 'bert' }));
    expect(await people.resolve('bert', { claims: { email } })).toEqual({ dynamicsUserId: BERT });
    expect(people.calls).toHaveLength(1);
  },
);

test('rules are asked in their order until one finds somebody', async () => {
  const lead = { claim: 'email', entity: 'lead', column: 'emailaddress1' } as const;
  const profile = { entity: 'profile', column: 'msdynci_customerid_source' } as const;
  const people = createPeople({ rules: [byEmail, lead, profile] });
  people.rows.push({ set: 'leads', columns: { leadid: BERT, emailaddress1: 'bert@example.com' } });
  const id = ANNA.replaceAll('-', '');
  people.rows.push({
    set: 'msdynci_customerprofiles',
    columns: { msdynci_customerid: id, msdynci_customerid_source: 'anna' },
  });
  const claims = { email: 'bert@example.com' };
  expect(await people.resolve('bert', { claims })).toEqual({ dynamicsUserId: BERT });
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: id });
  expect(people.calls.at(-1)).not.toContain('statecode');
});

test('several records are ambiguous, whatever the next rule would say; none is unknown', async () => {
  const people = createPeople({ rules: [byEmail, byId] });
  people.rows.push(contact({ contactid: ANNA, emailaddress1: 'team@example.com' }));
  people.rows.push(contact({ contactid: BERT, emailaddress1: 'Team@example.com', new_appid: 'anna' }));
  expect(await people.resolve('anna', { claims: { email: 'team@example.com' } })).toEqual({
    problem: 'user-ambiguous',
  });
  expect(await people.resolve('carl')).toEqual({ problem: 'user-unknown' });
});

test('an inactive record is nobody, unless the rule says otherwise', async () => {
  const row = contact({ contactid: ANNA, new_appid: 'anna', statecode: 1 });
  const strict = createPeople({ rules: [byId] });
  strict.rows.push(row);
  expect(await strict.resolve('anna')).toEqual({ problem: 'user-unknown' });
  const lenient = createPeople({ rules: [{ ...byId, activeOnly: false }] });
  lenient.rows.push(row);
  expect(await lenient.resolve('anna')).toEqual({ dynamicsUserId: ANNA });
});

test('a row whose value is another one, by its accents for instance, is nobody', async () => {
  const people = createPeople({ rules: [byId] });
  people.fault = () => Response.json({ value: [{ contactid: ANNA, new_appid: 'josé' }] });
  expect(await people.resolve('jose')).toEqual({ problem: 'user-unknown' });
});

test('each question is asked once at a time, and the answer is kept: long who was found, briefly who was not', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(contact({ contactid: ANNA, new_appid: 'anna' }));
  await Promise.all([people.resolve('anna'), people.resolve('anna'), people.resolve('bert')]);
  await people.resolve('bert');
  expect(people.calls).toEqual([expect.stringContaining("(new_appid eq 'anna' or new_appid eq 'bert')")]);
  people.clock.move(people.clock.now() + 31_000);
  people.rows.push(contact({ contactid: BERT, new_appid: 'bert' }));
  await people.resolve('anna');
  expect(people.calls).toHaveLength(1);
  expect(await people.resolve('bert')).toEqual({ dynamicsUserId: BERT });
});

test('a merge is noticed once who was found is asked for again', async () => {
  const people = createPeople({ rules: [byId] });
  const [anna, bert] = [ANNA, BERT].map((contactid) => contact({ contactid, new_appid: 'anna' }));
  people.rows.push(...[anna, bert].filter((row) => row !== undefined));
  if (bert) bert.columns.statecode = 1;
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: ANNA });
  if (anna && bert) [anna.columns.statecode, bert.columns.statecode] = [1, 0];
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: ANNA });
  people.clock.move(people.clock.now() + 3_600_001);
  expect(await people.resolve('anna')).toEqual({ dynamicsUserId: BERT });
});
