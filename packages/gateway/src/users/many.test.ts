import { expect, test } from 'vitest';
import { BERT, createPeople, type Row } from '../../test/people.ts';

/** Many people at once: they are asked for together, and what is said of each is what it would be alone. */

const byId = { entity: 'contact', column: 'new_appid' } as const;
const byEmail = { claim: 'email', entity: 'contact', column: 'emailaddress1' } as const;
const idOf = (index: number) => `00000000-0000-4000-8000-${String(index).padStart(12, '0')}`;
const contact = (index: number, columns: Record<string, unknown>): Row => ({
  set: 'contacts',
  columns: { contactid: idOf(index), ...columns },
});
const count = <T>(length: number, make: (index: number) => T) =>
  Array.from({ length }, (_, index) => make(index));

test('of many people at once, 25 are asked for in a call, as documented', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(...count(60, (index) => contact(index, { new_appid: `User-${index}` })));
  const matches = await Promise.all(count(60, (index) => people.resolve(`user-${index}`)));
  expect(matches).toEqual(count(60, (index) => ({ dynamicsUserId: idOf(index) })));
  expect(people.calls).toHaveLength(3);
  const some = count(10, (index) => `new_appid eq 'user-${50 + index}'`).join(' or ');
  expect(people.calls).toContain(
    `/api/data/v9.2/contacts?$select=contactid,new_appid&$filter=(${some}) and statecode eq 0&$top=1000`,
  );
});

test('one who has several records, one who has none and one who has one are told apart in a call', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(contact(1, { new_appid: 'several' }), contact(2, { new_appid: 'SEVERAL' }));
  people.rows.push(contact(3, { new_appid: 'one' }), contact(4, { new_appid: 'gone', statecode: 1 }));
  const asked = ['one', 'none', 'several', 'gone'];
  expect(await Promise.all(asked.map((userId) => people.resolve(userId)))).toEqual([
    { dynamicsUserId: idOf(3) },
    { problem: 'user-unknown' },
    { problem: 'user-ambiguous' },
    { problem: 'user-unknown' },
  ]);
  expect(people.calls).toHaveLength(1);
});

test('whoever is found by no rule is asked for by the next one, together again', async () => {
  const people = createPeople({ rules: [byId, { ...byId, entity: 'lead' }] });
  people.rows.push(...count(40, (index) => contact(index, { new_appid: `user-${index}` })));
  people.rows.push({ set: 'leads', columns: { leadid: BERT, new_appid: 'user-77' } });
  const matches = await Promise.all(count(80, (index) => people.resolve(`user-${index}`)));
  expect(matches[39]).toEqual({ dynamicsUserId: idOf(39) });
  expect(matches[77]).toEqual({ dynamicsUserId: BERT });
  expect(matches[78]).toEqual({ problem: 'user-unknown' });
  expect(people.calls.length).toBeLessThanOrEqual(4 + 3);
});

test('ids that are to be verified are asked for together, too', async () => {
  const people = createPeople({ verify: ['contact'] });
  people.rows.push(...count(30, (index) => contact(index, {})));
  const matches = await Promise.all(count(31, (index) => people.resolve(idOf(index).replaceAll('-', ''))));
  expect(matches).toEqual([
    ...count(30, (index) => ({ dynamicsUserId: idOf(index) })),
    { problem: 'user-unknown' },
  ]);
  expect(people.calls).toHaveLength(2);
  expect(people.calls[1]).toContain(`contactid eq ${idOf(30)}`);
});

test('no call’s address is longer than a proxy takes, however long the ids are', async () => {
  const people = createPeople({ rules: [{ ...byId, column: `new_${'x'.repeat(46)}` }, byEmail] });
  const long = (index: number) => `${'-'.repeat(120)}${index}`;
  const claims = (index: number) => ({ email: `${'%'.repeat(400)}${index}@example.com` });
  await Promise.all(count(50, (index) => people.resolve(long(index), { claims: claims(index) })));
  const lengths = people.requests.map(({ url }) => url.length);
  expect(Math.max(...lengths)).toBeLessThan(8_000);
  expect(lengths.length).toBeLessThan(50);
});

test('a row that may belong to another value than its own leaves nobody to a guess: they are asked for alone', async () => {
  const people = createPeople({ rules: [byId] });
  // As a Dataverse that makes no difference between accents answers.
  const rows = [contact(1, { new_appid: 'jose' }), contact(2, { new_appid: 'josé' })];
  const anna = contact(3, { new_appid: 'anna' });
  people.fault = ({ url }) => {
    const found = [...(url.includes('jose') ? rows : []), ...(url.includes('anna') ? [anna] : [])];
    return Response.json({ value: found.map(({ columns }) => columns) });
  };
  const asked = ['jose', 'anna', 'carl'];
  expect(await Promise.all(asked.map((userId) => people.resolve(userId)))).toEqual([
    { problem: 'user-ambiguous' },
    { dynamicsUserId: idOf(3) },
    { problem: 'user-unknown' },
  ]);
  expect(people.calls.map((call) => call.includes(' or '))).toEqual([true, false]);
});

test('after a row that belongs to none of the values, each is asked for alone', async () => {
  const people = createPeople({ rules: [byId] });
  people.fault = ({ url }) => {
    const stray = contact(1, { new_appid: 'strauß' });
    const anna = contact(2, { new_appid: 'anna' });
    const found = [...(url.includes('anna') ? [anna] : []), ...(url.includes('strauss') ? [stray] : [])];
    return Response.json({ value: found.map(({ columns }) => columns) });
  };
  const asked = ['strauss', 'anna', 'carl'];
  expect(await Promise.all(asked.map((userId) => people.resolve(userId)))).toEqual([
    { problem: 'user-unknown' },
    { dynamicsUserId: idOf(2) },
    { problem: 'user-unknown' },
  ]);
  expect(people.calls).toHaveLength(4);
});

test('values that some Dataverse may take for the same are never asked for in one call', async () => {
  const people = createPeople({ rules: [byEmail] });
  const emails = ['vera@example.com', 'Wera@example.com', 'véra@example.com', 'vera@example.com '];
  await Promise.all(emails.map((email, index) => people.resolve(`user-${index}`, { claims: { email } })));
  expect(people.calls).toHaveLength(4);
});

test('where there are more rows than an answer holds, nobody is taken for unknown or for the only one', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(...count(1_200, (index) => contact(index, { new_appid: 'crowd' })));
  people.rows.push(contact(1_300, { new_appid: 'anna' }), contact(1_301, { new_appid: 'bert' }));
  people.rows.push(contact(1_302, { new_appid: 'bert' }));
  const asked = ['anna', 'crowd', 'bert', 'carl'];
  expect(await Promise.all(asked.map((userId) => people.resolve(userId)))).toEqual([
    { dynamicsUserId: idOf(1_300) },
    { problem: 'user-ambiguous' },
    { problem: 'user-ambiguous' },
    { problem: 'user-unknown' },
  ]);
  expect(people.calls).toHaveLength(4);
});

test('an answer of several pages says no more than its first one', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(contact(1, { new_appid: 'anna' }), contact(2, { new_appid: 'anna' }));
  people.fault = ({ url }) =>
    url.includes('or')
      ? Response.json({
          '@odata.nextLink': 'https://contoso.crm4.dynamics.com/next',
          value: [people.rows[0]?.columns],
        })
      : undefined;
  expect(await Promise.all(['anna', 'bert'].map((userId) => people.resolve(userId)))).toEqual([
    { problem: 'user-ambiguous' },
    { problem: 'user-unknown' },
  ]);
});

test('a throttled Dataverse is left alone by all of them, and that is told once', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(...count(500, (index) => contact(index, { new_appid: `user-${index}` })));
  people.fault = () => new Response(null, { status: 429, headers: { 'retry-after': '17' } });
  const askAll = () => Promise.all(count(500, (index) => people.resolve(`user-${index}`)));
  for (const match of await askAll())
    expect(match).toMatchObject({ problem: 'user-lookup-unavailable', retryAfterMs: 17_000 });
  expect(people.calls.length).toBeLessThanOrEqual(10);
  expect(people.lines.length).toBeLessThanOrEqual(10);
  people.fault = () => undefined;
  people.clock.move(people.clock.now() + 17_000);
  const calls = people.calls.length;
  expect(await askAll()).toEqual(count(500, (index) => ({ dynamicsUserId: idOf(index) })));
  expect(people.calls.length - calls).toBe(20);
});

test('one value that Dataverse or a proxy does not take harms nobody else', async () => {
  const people = createPeople({ rules: [byId] });
  people.rows.push(contact(1, { new_appid: 'anna' }), contact(2, { new_appid: 'bert' }));
  people.fault = ({ url }) => (url.includes('select--') ? new Response('no', { status: 400 }) : undefined);
  const asked = ['anna', 'select--', 'bert'];
  expect(await Promise.all(asked.map((userId) => people.resolve(userId)))).toEqual([
    { dynamicsUserId: idOf(1) },
    expect.objectContaining({ problem: 'user-lookup-unavailable' }),
    { dynamicsUserId: idOf(2) },
  ]);
});

test('a rule that is wrong is not asked once more for each of them', async () => {
  const people = createPeople({ rules: [byId] });
  people.fault = () => Response.json({ error: { code: '0x80060888' } }, { status: 400 });
  for (const match of await Promise.all(['anna', 'bert'].map((userId) => people.resolve(userId))))
    expect(match).toMatchObject({ problem: 'user-lookup-unavailable', failure: { kind: 'refused' } });
  expect([people.calls.length, people.lines.length]).toEqual([1, 1]);
});

test('whoever has no turn for half a minute is told to come again', async () => {
  const people = createPeople({ rules: [byId] });
  const answers: (() => void)[] = [];
  people.fault = () =>
    new Promise<Response>((resolve) => {
      answers.push(() => resolve(Response.json({ value: [] })));
    });
  const matches = count(251, (index) => people.resolve(`user-${index}`));
  await expect.poll(() => answers.length).toBe(10);
  people.clock.move(people.clock.now() + 31_000);
  for (const answer of answers.splice(0)) answer();
  expect(await matches[0]).toEqual({ problem: 'user-unknown' });
  expect(await matches[250]).toMatchObject({
    problem: 'user-lookup-unavailable',
    failure: { cause: 'timeout' },
  });
  expect(people.calls).toHaveLength(10);
});
