import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import type { Fault } from '../../test/dynamics-fake.ts';
import { ANNA, BERT } from '../../test/gateway.ts';
import { createHandCranked, dying, type HandCranked } from '../../test/reconcile.ts';
import { type Target, wantedBy } from './device.ts';
import { loadDevices } from './device-store.ts';

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

const phone = fc.nat({ max: 2 });
const operation = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('bind' as const), phone, user: fc.constantFrom(ANNA, BERT) }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('unbind' as const), phone }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('token' as const), phone, token: fc.nat({ max: 3 }) }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('permission' as const), phone, enabled: fc.boolean() }),
  },
  {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('take' as const), phone, token: fc.nat({ max: 3 }) }),
  },
  { weight: 6, arbitrary: fc.record({ do: fc.constant('round' as const) }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('crash' as const), before: fc.boolean() }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), seconds: fc.constantFrom(1, 3, 90, 90_000) }),
  },
);
type Operation = typeof operation extends fc.Arbitrary<infer T> ? T : never;

/** What goes wrong, call by call. */
const faults = fc.array(
  fc.constantFrom<'none' | 'not-sent' | 'answer-lost' | 'busy' | 'store' | 'dry-run' | 'slow'>(
    'none',
    'none',
    'none',
    'not-sent',
    'answer-lost',
    'busy',
    'store',
    'dry-run',
    'slow',
  ),
  { maxLength: 30 },
);

test('whatever happens on the way, at rest Dynamics holds exactly what is wanted', {
  timeout: 60_000,
}, async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(operation, { minLength: 1, maxLength: 25 }),
      faults,
      async (operations, wrongs) => {
        await database.pool.query(
          'delete from asks; delete from registrations; delete from bindings; delete from installations; delete from users',
        );
        const gateway = createHandCranked(database.pool);
        const phones = [randomUUID(), randomUUID(), randomUUID()] as const;
        const tokens = Array.from({ length: 4 }, () => randomUUID().replaceAll('-', ''));
        goWrong(gateway, [...wrongs]);
        for (const [index, id] of phones.entries())
          await gateway.announce(id, { token: tokens[index] ?? '' });
        for (const one of operations) {
          await perform(gateway, one, { id: phones['phone' in one ? one.phone : 0] ?? '', tokens });
          expectOneUserPerToken(gateway);
        }
        gateway.dynamics.fault = () => undefined;
        gateway.dynamics.verdict = () => 'Success';
        gateway.dynamics.pollsUntilVerdict = 0;
        gateway.dynamics.land();
        await gateway.untilRest();
        await beatADayLater(gateway, [...phones]);
        await gateway.untilRest();
        expectOneUserPerToken(gateway);
        expect(gateway.dynamics.held()).toEqual(await wanted(gateway, [...phones]));
      },
    ),
    { numRuns: 25 },
  );
});

async function wanted(gateway: HandCranked, ids: string[]): Promise<string[]> {
  const devices = await loadDevices(database.pool, ids);
  const targets = devices.map((device) => wantedBy(device, { permissionOff: 'keep' }));
  const open = ({ sealedToken }: Target) => gateway.options.vault.open(Buffer.from(sealedToken, 'hex'));
  return targets.flatMap((target) => (target ? [`${target.dynamicsUserId} ${open(target)}`] : [])).sort();
}

/** What was refused on the way gets its next try. */
async function beatADayLater(gateway: HandCranked, ids: string[]): Promise<void> {
  pass(gateway, 25 * 3_600);
  for (const { installationId, notificationsEnabled } of await loadDevices(database.pool, ids))
    await gateway.announce(installationId, { notificationsEnabled });
}

function expectOneUserPerToken({ dynamics }: HandCranked): void {
  const tokens = dynamics.held().map((line) => line.split(' ')[1]);
  expect(new Set(tokens).size).toBe(tokens.length);
}

async function perform(
  gateway: HandCranked,
  one: Operation,
  { id, tokens }: { id: string; tokens: string[] },
): Promise<void> {
  switch (one.do) {
    case 'bind':
      return gateway.bind(id, one.user);
    case 'unbind':
      return gateway.unbind(id);
    case 'token':
      return gateway.announce(id, { token: tokens[one.token] ?? '' });
    case 'take':
      // Long enough for whoever holds the token to lose it.
      pass(gateway, 25 * 3_600);
      return gateway.announce(id, { token: tokens[one.token] ?? '' });
    case 'permission':
      return gateway.announce(id, { notificationsEnabled: one.enabled });
    case 'pass':
      return pass(gateway, one.seconds);
    case 'round':
      await gateway.round();
      return;
    case 'crash':
      await gateway.round(dying(gateway.options.client, one.before)).catch(() => undefined);
      return;
  }
}

function pass({ clock }: HandCranked, seconds: number): void {
  clock.move(clock.now() + seconds * 1_000);
}

function goWrong({ dynamics }: HandCranked, wrongs: string[]): void {
  dynamics.fault = (): Fault => {
    const wrong = wrongs.shift();
    dynamics.pollsUntilVerdict = wrong === 'slow' ? 3 : 0;
    const reason = { store: 'FailedToStoreDevice', 'dry-run': 'DryRunSendingFailed' }[wrong ?? ''];
    dynamics.verdict = () => reason ?? 'Success';
    if (wrong === 'busy') return new Response(null, { status: 429, headers: { 'retry-after': '7' } });
    return wrong === 'not-sent' || wrong === 'answer-lost' ? wrong : undefined;
  };
}
