import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { ANNA, BERT } from '../../test/gateway.ts';
import { createHandCranked, dying, type HandCranked } from '../../test/reconcile.ts';
import { owners } from './owners.ts';
import { findPerson } from './people.ts';
import { recipients } from './recipients.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Anna in another spelling: two user ids of one record. */
const ALSO_ANNA = ANNA.replaceAll('-', '');
const PEOPLE = [ANNA, BERT, ALSO_ANNA];
const phone = fc.nat({ max: 2 });
const token = fc.nat({ max: 3 });
const operation = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('bind'), phone, user: fc.constantFrom(...PEOPLE) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unbind'), phone }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('token'), phone, token }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('take'), phone, token }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('permission'), phone, enabled: fc.boolean() }) },
  { weight: 7, arbitrary: fc.record({ do: fc.constant('round') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('rest') }) },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('crash'), before: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass'), seconds: fc.constantFrom(3, 90, 3_000_000) }),
  },
);
interface Operation {
  do: string;
  phone?: number;
  user?: string;
  token?: number;
  enabled?: boolean;
  before?: boolean;
  seconds?: number;
}
const VERDICTS = ['FailedToStoreDevice', 'DryRunSendingFailed'];
const wrongs = fc.array(fc.constantFrom('', '', '', 'not-sent', 'answer-lost', 'busy', ...VERDICTS), {
  maxLength: 40,
  size: 'max',
});

/** How things stood from a moment on. */
interface Moment {
  at: number;
  /** The next operation began then. */
  until: number;
  /** By phone. */
  owners: (string | undefined)[];
  /** `user token` of all that Dynamics really held. */
  held: string[];
  /** `user token phone certainty` as the tables of the day had it. */
  known: string[];
}

test('whatever happened, the ledger tells for every moment who owned what and what Dynamics held', {
  timeout: 120_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 12, maxLength: 25, size: 'max' }),
      wrongs,
      async (operations, faults) => {
        const story = await tell(operations, [...faults]);
        for (const moment of story.moments) {
          // The first and the last millisecond of the time in which things stood so.
          for (const at of new Set([moment.at, moment.until - 1])) {
            expect(await ownersAt(story.phones, at)).toEqual(moment.owners);
            const told = await recipientsAt(story, at);
            expect(told).toEqual(moment.known);
            const certain = told.filter((line) => line.endsWith('certain')).map(pair);
            expect(moment.held).toEqual(expect.arrayContaining(certain));
            expect(told.map(pair)).toEqual(expect.arrayContaining(moment.held));
          }
        }
      },
    ),
    { numRuns: 10 },
  );
});

/** User and token of a line. */
const pair = (line: string): string => line.split(' ').slice(0, 2).join(' ');

interface Story {
  phones: string[];
  /** By their hash. */
  tokens: Map<string, string>;
  moments: Moment[];
}

async function tell(operations: Operation[], faults: string[]): Promise<Story> {
  await database.pool.query(
    'delete from registrations; delete from bindings; delete from installations; delete from users',
  );
  const gateway = createHandCranked(database.pool);
  gateway.dynamics.fault = () => nextFault(gateway, faults.shift());
  const phones = [randomUUID(), randomUUID(), randomUUID()];
  const values = Array.from({ length: 4 }, () => randomUUID().replaceAll('-', ''));
  const story: Story = { phones, tokens: new Map(), moments: [] };
  const owned: (string | undefined)[] = phones.map(() => undefined);
  for (const [index, id] of phones.entries()) {
    await gateway.announce(id, { token: values[index] ?? '' });
    await learnToken(story, id, values[index]);
  }
  for (const one of operations) {
    const index = one.phone ?? 0;
    if (one.do === 'bind') owned[index] = one.user;
    if (one.do === 'unbind') owned[index] = undefined;
    await perform(gateway, one, { id: phones[index] ?? '', value: values[one.token ?? 0] ?? '' });
    // Whoever brings the fourth token first gets it.
    if (one.token === 3 && story.tokens.size === 3) await learnToken(story, phones[index] ?? '', values[3]);
    const at = gateway.clock.now();
    const until = at + (one.seconds ?? 0) * 1_000 + 2;
    story.moments.push({ at, until, owners: [...owned], ...(await look(gateway, story)) });
    gateway.clock.move(until);
  }
  return story;
}

async function perform(
  gateway: HandCranked,
  one: Operation,
  { id, value }: { id: string; value: string },
): Promise<void> {
  if (one.do === 'bind') return gateway.bind(id, one.user ?? ANNA);
  if (one.do === 'unbind') return gateway.unbind(id);
  if (one.do === 'token') return gateway.announce(id, { token: value });
  if (one.do === 'permission') return gateway.announce(id, { notificationsEnabled: one.enabled === true });
  if (one.do === 'take') {
    // Long enough for whoever holds the token to lose it.
    await database.pool.query("update installations set last_seen = last_seen - interval '2 days'");
    return gateway.announce(id, { token: value });
  }
  if (one.do === 'round') await gateway.round();
  if (one.do === 'rest') await gateway.untilRest();
  if (one.do === 'crash') {
    const client = dying(gateway.options.client, one.before === true);
    await gateway.round(client).catch(() => undefined);
  }
}

function nextFault({ dynamics }: HandCranked, wrong = '') {
  dynamics.verdict = () => (VERDICTS.includes(wrong) ? wrong : 'Success');
  if (wrong === 'busy') return new Response(null, { status: 429, headers: { 'retry-after': '7' } });
  return wrong === 'not-sent' || wrong === 'answer-lost' ? wrong : undefined;
}

async function learnToken({ tokens }: Story, id: string, value = ''): Promise<void> {
  const { rows } = await database.pool.query('select token_hash from installations where id = $1', [id]);
  tokens.set(rows[0].token_hash.toString('hex'), value);
}

async function look(
  { dynamics }: HandCranked,
  { tokens, phones }: Story,
): Promise<Pick<Moment, 'held' | 'known'>> {
  const { rows } = await database.pool.query(
    "select *, encode(token_hash, 'hex') as hash from registrations",
  );
  const known = rows.flatMap((row) => {
    const certainty = certaintyOf(row);
    const line = `${row.dynamics_user} ${tokens.get(row.hash)} ${phones.indexOf(row.installation_id)} ${certainty}`;
    return certainty === 'no' ? [] : [line];
  });
  const held = dynamics.held().map((line) => line.replace(ALSO_ANNA, ANNA));
  return { held, known: known.sort() };
}

/** The model: what a row of the table means. */
function certaintyOf({ state, unanswered, confirmed_at }: Record<string, unknown>): string {
  if (state === 'held') return 'certain';
  if (state === 'cleaned') return 'no';
  if (state === 'cleaning') return 'possible';
  if (state === 'refused') return unanswered ? 'possible' : 'no';
  if (confirmed_at) return 'certain';
  return state === 'queued' && !unanswered ? 'no' : 'possible';
}

async function ownersAt(phones: string[], at: number): Promise<(string | undefined)[]> {
  const span = { since: at, until: at };
  return Promise.all(
    phones.map(async (id) => (await owners(database.pool, id, { span, limit: 2 }))[0]?.userId ?? undefined),
  );
}

async function recipientsAt({ phones, tokens }: Story, at: number): Promise<string[]> {
  const span = { since: at, until: at };
  const told = [ANNA, BERT].map(async (record) => {
    const keys = (await findPerson(database.pool, record)).map(({ key }) => key);
    const windows = await recipients(database.pool, keys, { span, limit: 100 });
    return windows.map(
      ({ tokenHash, installationId, certainty }) =>
        `${record} ${tokens.get(tokenHash)} ${phones.indexOf(installationId)} ${certainty}`,
    );
  });
  return (await Promise.all(told)).flat().sort();
}
