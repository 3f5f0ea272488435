import { previewUsers } from '@journeys-push/gateway/users';
import fc from 'fast-check';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startDataverse } from './dynamics/dataverse/testing.ts';

/** The gateway's look-up of people in the Dataverse of the twin. */

type PreviewOptions = Parameters<typeof previewUsers>[0];
type Rule = PreviewOptions['users']['rules'][number];

const ANNA = '11111111-1111-4111-8111-111111111111';
const BERT = '22222222-2222-4222-8222-222222222222';
const byEmail: Rule = { claim: 'email', entity: 'contact', column: 'emailaddress1' };

let t: Awaited<ReturnType<typeof startDataverse>>;
let app: ReturnType<typeof t.twin.createAppRegistration>;
let agent: Agent;
beforeAll(async () => {
  t = await startDataverse();
  app = t.twin.createAppRegistration({ roles: { contact: 'organization' } });
  agent = new Agent({ connect: { ca: t.ca } });
});
afterAll(async () => {
  await agent.destroy();
  await t.close();
});
beforeEach(() => {
  for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
  t.dataverse.limits.reset();
  t.twin.faults.clear();
});

let token: Promise<string> | undefined;
async function issue(scope: string): Promise<string> {
  const { clientId: client_id, clientSecret: client_secret } = app;
  const form = { grant_type: 'client_credentials', client_id, client_secret, scope };
  const { json } = await t.form(t.dataverse.tokenUrl, form);
  return json.access_token;
}

/** As the gateway asks, with a token that the twin's Entra has issued. */
function options(rules: Rule[], own: Partial<PreviewOptions> = {}): PreviewOptions {
  const { tenantId, clientId, clientSecret } = app;
  const credential = { kind: 'secret' as const, tenantId, clientId, clientSecret };
  return {
    users: { table: {}, rules, unknown: 'refuse', dataverse: { url: t.dataverse.url, credential } },
    fetch: ((url: string, init: object) => undiciFetch(url, { ...init, dispatcher: agent })) as typeof fetch,
    getToken: (scope) => {
      token ??= issue(scope);
      return token;
    },
    ...own,
  };
}

const ask = async (email: string, own?: Partial<PreviewOptions>, rules: Rule[] = [byEmail]) => {
  const [verdict] = await previewUsers(options(rules, own), [{ userId: 'user', claims: { email } }]);
  return verdict;
};

const awkward = fc.constantFrom(
  "'",
  "''",
  '%',
  '+',
  '&',
  '#',
  '?',
  ';',
  '=',
  '\\',
  '"',
  ' or ',
  ' eq ',
  ')',
  '/',
  '*',
);
const value = fc
  .array(fc.oneof({ arbitrary: awkward, weight: 2 }, fc.string({ unit: 'grapheme', minLength: 1 })), {
    minLength: 1,
    maxLength: 6,
  })
  .map((parts) => parts.join(''))
  .filter((text) => text.length <= 200);

test('whatever the value is, the row that has it is found, and no other', async () => {
  await fc.assert(
    fc.asyncProperty(value, fc.array(value, { maxLength: 4 }), async (sought, others) => {
      for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
      t.dataverse.limits.reset();
      const near = [`${sought}'`, `'${sought}`, sought.slice(1), `${sought} or 1 eq 1`, ...others];
      for (const emailaddress1 of near) {
        if (emailaddress1.toLowerCase() === sought.toLowerCase()) continue;
        t.twin.addContact({ fullname: 'Somebody', emailaddress1 });
      }
      expect(await ask(sought)).toEqual({ userId: 'user', outcome: 'unknown' });
      t.twin.addContact({ contactid: ANNA, fullname: 'Anna', emailaddress1: sought });
      expect(await ask(sought)).toMatchObject({ outcome: 'found', dynamicsUserId: ANNA });
      t.twin.addContact({ contactid: BERT, fullname: 'Bert', emailaddress1: sought });
      expect(await ask(sought)).toMatchObject({ outcome: 'ambiguous' });
      t.twin.mergeContacts({ master: BERT, subordinate: ANNA });
      expect(await ask(sought)).toMatchObject({ outcome: 'found', dynamicsUserId: BERT });
    }),
    { numRuns: 80 },
  );
}, 120_000);

test('of many at once each gets what they would get alone', async () => {
  const contacts = fc.array(fc.record({ email: value, count: fc.nat({ max: 2 }) }), { maxLength: 40 });
  await fc.assert(
    fc.asyncProperty(contacts, async (drawn) => {
      for (const { id } of t.twin.contacts()) t.twin.removePerson(id);
      t.dataverse.limits.reset();
      const plain = Array.from({ length: 30 }, (_, index) => ({
        email: `o'${index % 2 ? 'anna' : 'Bert'}+${index}@example.com`,
        count: index % 3,
      }));
      const people = [...drawn, ...plain];
      const countOf = new Map<string, number>();
      for (const { email: emailaddress1, count } of people) {
        const key = emailaddress1.toLowerCase();
        if (countOf.has(key)) continue;
        countOf.set(key, count);
        for (let made = 0; made < count; made += 1)
          t.twin.addContact({ fullname: 'Somebody', emailaddress1 });
      }
      const samples = people.map(({ email }, index) => ({ userId: `user-${index}`, claims: { email } }));
      const outcomes = (await previewUsers(options([byEmail]), samples)).map(({ outcome }) => outcome);
      const words = ['unknown', 'found', 'ambiguous'];
      expect(outcomes).toEqual(people.map(({ email }) => words[countOf.get(email.toLowerCase()) ?? 0]));
    }),
    { numRuns: 20 },
  );
}, 120_000);

test('case makes no difference', async () => {
  t.twin.addContact({ contactid: ANNA, fullname: 'Anna', emailaddress1: "O'Brien@Example.com" });
  expect(await ask("o'BRIEN@example.COM")).toMatchObject({ outcome: 'found', dynamicsUserId: ANNA });
});

test('an id is verified in the form that its kind of record has', async () => {
  t.twin.addContact({ contactid: ANNA, fullname: 'Anna' });
  const { users, ...rest } = options([]);
  const verdicts = await previewUsers({ ...rest, users: { ...users, verify: ['contact'] } }, [
    { userId: ANNA.replaceAll('-', '').toUpperCase() },
    { userId: BERT },
  ]);
  expect(verdicts).toMatchObject([{ outcome: 'found', dynamicsUserId: ANNA }, { outcome: 'unknown' }]);
});

describe('a refusal names what an admin has to mend', () => {
  test.each<[string, Rule, string]>([
    ['a column that the table does not have', { ...byEmail, column: 'new_nothing' }, 'HTTP 400 0x80060888'],
    ['a column that holds no text', { ...byEmail, column: 'statecode' }, 'HTTP 400 0x80060888'],
    ['a table that the role may not read', { ...byEmail, entity: 'lead' }, 'HTTP 403 0x80040220'],
  ])('%s', async (_, rule, cause) => {
    expect(await ask('anna@example.com', {}, [rule])).toMatchObject({
      ...{ outcome: 'error', cause, hint: expect.any(String) },
    });
  });

  test('no application user', async () => {
    t.twin.setApplicationUser(app.clientId, null);
    const verdict = await ask('anna@example.com');
    t.twin.setApplicationUser(app.clientId, { contact: 'organization' });
    expect(verdict).toMatchObject({ cause: 'HTTP 403 0x80072560', hint: expect.stringContaining('user') });
  });

  test('a token of another environment', async () => {
    const getToken = async () => 'not-a-token';
    expect(await ask('anna@example.com', { getToken })).toMatchObject({ cause: 'HTTP 401' });
  });
});

test('where Dataverse throttles, the preview waits as it is told and goes on', async () => {
  t.twin.addContact({ contactid: ANNA, fullname: 'Anna', emailaddress1: 'anna@example.com' });
  t.twin.faults.plant({
    route: 'dataverse',
    times: 1,
    effect: { kind: 'status', status: 429, retryAfter: 120 },
  });
  let ahead = 0;
  const clock = {
    now: () => Date.now() + ahead,
    after(ms: number, ring: () => void) {
      // Nobody waits for a deadline here, only for the pause.
      if (ms !== 120_000) return () => undefined;
      ahead += ms;
      setImmediate(ring);
      return () => undefined;
    },
  };
  expect(await ask('anna@example.com', { clock })).toMatchObject({ outcome: 'found' });
  expect(ahead).toBe(120_000);
});

test.each([
  ['drop', { kind: 'drop' } as const],
  ['garbage', { kind: 'garbage' } as const],
  ['503', { kind: 'status', status: 503 } as const],
])('a Dataverse that fails by %s makes nobody unknown', async (_, effect) => {
  t.twin.faults.plant({ route: 'dataverse', effect });
  const clock = { now: () => 0, after: () => () => undefined };
  expect(await ask('anna@example.com', { clock })).toMatchObject({ outcome: 'error' });
});
