import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/database.ts';
import { type Call, tokenOf } from '../../test/dynamics-fake.ts';
import { ANNA, BERT } from '../../test/gateway.ts';
import { createHandCranked, dying, type HandCranked } from '../../test/reconcile.ts';
import { nextAsk } from './ask-store.ts';
import { nextDue } from './claim-store.ts';
import { loadDevices } from './device-store.ts';

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

let database: TestDatabase;
let gateway: HandCranked;
beforeAll(async () => {
  database = await createTestDatabase();
});
beforeEach(async () => {
  await database.pool.query(
    'delete from asks; delete from registrations; delete from bindings; delete from installations',
  );
  gateway = createHandCranked(database.pool);
});
afterAll(() => database.drop());

/** New devices of Anna; resolves with their ids. */
async function wish(count: number, token: () => string = randomUUID): Promise<string[]> {
  const ids = Array.from({ length: count }, () => randomUUID());
  await Promise.all(
    ids.map(async (id) => {
      await gateway.announce(id, { token: token() });
      await gateway.bind(id, ANNA);
    }),
  );
  return ids;
}
const later = (ms: number) => gateway.clock.move(gateway.clock.now() + ms);
const registrationOf = async (id = '') => (await loadDevices(database.pool, [id]))[0]?.registrations[0];
const paths = () =>
  gateway.dynamics.calls.map(({ path }) => path.split('/orgs/')[1]?.replace(/^[^/]+\//, ''));

test('one registration goes to the single endpoint, several go in one batch', async () => {
  await wish(1);
  await gateway.round();
  await wish(3);
  await gateway.round();
  expect(paths()).toEqual(['pushdeviceregistration/devices', 'pushdeviceregistration/devices/batch']);
  expect(gateway.dynamics.calls[1]?.body).toHaveLength(3);
  expect(
    gateway.dynamics.calls.every(({ headers }) => headers.get('x-ms-track-registration') === 'true'),
  ).toBe(true);
});

test('250 registrations take three batches of at most a hundred, and as many status calls', async () => {
  await wish(250);
  await gateway.untilRest();
  expect(gateway.dynamics.of('register').map(({ body }) => body.length)).toEqual([100, 100, 50]);
  expect(gateway.dynamics.of('status')).toHaveLength(3);
  expect(gateway.dynamics.held()).toHaveLength(250);
});

test('a batch that is answered 400 is halved until the culprit stands alone, and only it is refused', async () => {
  const good = await wish(20);
  const [bad] = await wish(1, () => 'malformed');
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toHaveLength(good.length);
  expect(await registrationOf(bad)).toMatchObject({ state: 'refused', reason: 'dynamics-refused' });
  expect(gateway.dynamics.of('register').length).toBeLessThanOrEqual(12);
});

test('Retry-After holds the whole app back, and nothing is lost', async () => {
  await wish(1);
  gateway.dynamics.fault = () => new Response(null, { status: 503, headers: { 'retry-after': '120' } });
  await gateway.round();
  const [app] = gateway.options.apps;
  if (!app) throw new Error('no app');
  expect(gateway.options.holds.until(app)).toBe(gateway.clock.now() + 2 * MINUTE);
  gateway.dynamics.fault = () => undefined;
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toHaveLength(1);
});

test('once Dynamics has asked for a pause nothing more is sent, be it the rest of a batch', async () => {
  await wish(19);
  await wish(1, () => 'malformed');
  let calls = 0;
  gateway.dynamics.fault = () => {
    calls += 1;
    if (calls === 1) return undefined;
    const headers: Record<string, string> = calls === 3 ? { 'retry-after': '120' } : {};
    return new Response(null, { status: 503, headers });
  };
  await gateway.round();
  // The whole was answered 400, its first half 503, its second half 503 with a pause.
  expect(gateway.dynamics.of('register').map(({ body }) => body.length)).toEqual([20, 10, 10]);
  const [app] = gateway.options.apps;
  if (!app) throw new Error('no app');
  expect(gateway.options.holds.until(app)).toBe(gateway.clock.now() + 2 * MINUTE);
  calls = 2;
  gateway.clock.move(gateway.options.holds.until(app));
  await wish(430);
  const before = gateway.dynamics.calls.length;
  await gateway.round();
  // Calls that were under way already are all that may still have gone.
  expect(gateway.dynamics.calls.length - before).toBeLessThanOrEqual(5);
});

test('status is asked after 15 s, later less and less often, and after ten minutes by the device alone', async () => {
  gateway.dynamics.verdict = () => 'Pending';
  await wish(1);
  await gateway.round();
  const waits: number[] = [];
  for (let polls = 0; polls < 9; polls++) {
    const due =
      (await nextAsk(database.pool, 'shop')) ??
      (await nextDue(database.pool, 'shop', gateway.clock.now())) ??
      0;
    waits.push((due - gateway.clock.now()) / 1_000);
    gateway.clock.move(due);
    await gateway.round();
  }
  expect(waits).toEqual([15, 15, 30, 60, 120, 240, 300, 300, 300]);
});

test('somebody who waits has the status asked after half a second, then after twice as long each time', async () => {
  gateway.dynamics.verdict = () => 'Pending';
  const [id = ''] = await wish(1);
  await gateway.bind(id, ANNA, 20_000);
  await gateway.round();
  const waits: number[] = [];
  for (let polls = 0; polls < 5; polls++) {
    const { notBefore = 0 } = (await registrationOf(id)) ?? {};
    waits.push((notBefore - gateway.clock.now()) / 1_000);
    gateway.clock.move(notBefore);
    await gateway.round();
  }
  expect(waits).toEqual([0.5, 1, 2, 4, 8]);
});

test('whoever comes to wait for a registration that is asked about together has it asked at once', async () => {
  const [id = ''] = await wish(2);
  await gateway.round();
  await gateway.bind(id, ANNA, 10_000);
  await gateway.round();
  expect(gateway.dynamics.of('status').map(({ body }) => body.RegistrationRequestIds.length)).toEqual([1]);
  expect(await registrationOf(id)).toMatchObject({ state: 'held' });
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toHaveLength(2);
});

test('what is without a verdict is asked about again, all of it in full calls', async () => {
  await wish(250);
  gateway.dynamics.pollsUntilVerdict = 1;
  await gateway.untilRest();
  const sizes = gateway.dynamics.of('status').map(({ body }) => body.RegistrationRequestIds.length);
  expect(sizes.sort()).toEqual([100, 100, 100, 100, 50, 50]);
  expect(await nextAsk(database.pool, 'shop')).toBeUndefined();
});

test('without a verdict for hours it is registered once more, then reported', async () => {
  gateway.dynamics.verdict = () => 'Pending';
  const [id] = await wish(1);
  await gateway.untilRest();
  expect(gateway.dynamics.of('register')).toHaveLength(2);
  expect(await registrationOf(id)).toMatchObject({ state: 'refused', message: 'Dynamics gave no verdict.' });
});

test('DuplicateExists counts as registered', async () => {
  gateway.dynamics.verdict = () => 'DuplicateExists';
  const [id] = await wish(1);
  await gateway.untilRest();
  expect(await registrationOf(id)).toMatchObject({ state: 'held' });
});

test('FailedToStoreDevice is tried again with back-off until it is stored', async () => {
  let failures = 3;
  gateway.dynamics.verdict = () => (failures-- > 0 ? 'FailedToStoreDevice' : 'Success');
  await wish(1);
  await gateway.untilRest();
  expect(gateway.dynamics.of('register')).toHaveLength(4);
  expect(gateway.dynamics.held()).toHaveLength(1);
});

test('a failed dry run is refused at once and tried once more later; a new token starts afresh', async () => {
  gateway.dynamics.verdict = (item) => (tokenOf(item) === 'alive' ? 'Success' : 'DryRunSendingFailed');
  const [id = ''] = await wish(1, () => 'dead');
  await gateway.round();
  later(20_000);
  await gateway.round();
  expect(await registrationOf(id)).toMatchObject({ state: 'refused' });
  await gateway.untilRest();
  expect(gateway.dynamics.of('register')).toHaveLength(2);
  await gateway.announce(id, { token: 'alive' });
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([`${ANNA} alive`]);
});

test('a failed dry run is tried once more also where an earlier call met a 503', async () => {
  const [id = ''] = await wish(1);
  let busy = 1;
  gateway.dynamics.fault = () => (busy-- > 0 ? new Response(null, { status: 503 }) : undefined);
  gateway.dynamics.verdict = () => 'DryRunSendingFailed';
  await gateway.untilRest();
  expect(gateway.dynamics.of('register')).toHaveLength(3);
  await gateway.bind(id, ANNA);
  await gateway.untilRest();
  expect(gateway.dynamics.of('register')).toHaveLength(5);
});

test('a new token that is refused does not cost the old one its registration', async () => {
  const [id = ''] = await wish(1, () => 'one');
  await gateway.untilRest();
  gateway.dynamics.verdict = () => 'DryRunSendingFailed';
  await gateway.announce(id, { token: 'two' });
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([`${ANNA} one`]);
  await gateway.unbind(id);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([]);
});

test('without permission, a renewal that meets a 429 does not cost the registration that is kept', async () => {
  const [id = ''] = await wish(1, () => 'kept');
  await gateway.untilRest();
  await gateway.announce(id, { token: 'kept', notificationsEnabled: false });
  later(31 * 24 * HOUR);
  let busy = 1;
  gateway.dynamics.fault = ({ kind }) =>
    kind === 'register' && busy-- > 0 ? new Response(null, { status: 429 }) : undefined;
  await gateway.announce(id, { token: 'kept', notificationsEnabled: false });
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([`${ANNA} kept`]);
  expect(await registrationOf(id)).toMatchObject({ state: 'held', confirmedAt: expect.any(Number) });
  expect(gateway.dynamics.of('cleanup')).toEqual([]);
});

test('after a fault of the channel has been mended, the next heartbeat brings the registration back', async () => {
  gateway.dynamics.verdict = () => 'DryRunSendingFailed';
  const [id = ''] = await wish(1, () => 'one');
  await gateway.untilRest();
  const tries = gateway.dynamics.of('register').length;
  for (let hours = 0; hours < 48; hours++) {
    later(HOUR);
    await gateway.announce(id, { token: 'one' });
    await gateway.untilRest();
  }
  // Heartbeats alone cause no storm: one try a day.
  expect(gateway.dynamics.of('register')).toHaveLength(tries + 1);
  gateway.dynamics.verdict = () => 'Success';
  later(25 * HOUR);
  await gateway.announce(id, { token: 'one' });
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([`${ANNA} one`]);
});

test('an unknown reason is a refusal and shown', async () => {
  gateway.dynamics.verdict = () => 'The moon is full';
  const [id] = await wish(1);
  await gateway.untilRest();
  expect(await registrationOf(id)).toMatchObject({
    state: 'refused',
    message: 'Dynamics refused: The moon is full.',
  });
});

test('a refused access token stops the app and loses nothing; the next token of the list takes over', async () => {
  const [app] = gateway.options.apps;
  if (!app) throw new Error('no app');
  app.apiTokens.unshift('expired');
  await wish(2);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toHaveLength(2);
  const tokens = gateway.dynamics.of('register').map(({ body }) => body[0].ApiToken);
  expect(tokens).toEqual(['expired', app.apiTokens[1]]);
});

test('with no access token left the app rests for a while, then tries again', async () => {
  gateway.dynamics.validTokens.clear();
  await wish(1);
  await gateway.round();
  later(20_000);
  await gateway.round();
  const [app] = gateway.options.apps;
  if (!app) throw new Error('no app');
  expect(gateway.options.holds.until(app)).toBe(gateway.clock.now() + 15 * MINUTE);
  gateway.dynamics.validTokens.add(app.apiTokens[0] ?? '');
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toHaveLength(1);
});

test('a logout with an access token that Dynamics no longer takes is held back, not reported as done', async () => {
  const [id = ''] = await wish(1);
  await gateway.untilRest();
  const [apiToken = ''] = gateway.options.apps[0]?.apiTokens ?? [];
  gateway.dynamics.validTokens.delete(apiToken);
  later(HOUR);
  await gateway.unbind(id);
  await gateway.round();
  expect(await registrationOf(id)).toMatchObject({ state: 'cleaning' });
  expect(gateway.dynamics.of('cleanup')).toEqual([]);
  gateway.dynamics.validTokens.add(apiToken);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([]);
  expect(await registrationOf(id)).toBeUndefined();
});

test('a good answer vouches for the access token for a while: no logout asks anew', async () => {
  const [first = '', second = ''] = await wish(2);
  await gateway.untilRest();
  later(HOUR);
  const asked = gateway.dynamics.of('status').length;
  await gateway.unbind(first);
  await gateway.untilRest();
  await gateway.unbind(second);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([]);
  expect(gateway.dynamics.of('status')).toHaveLength(asked + 1);
});

test('a cleanup is repeated until Dynamics accepts it, however long that takes', async () => {
  const [id = ''] = await wish(1);
  await gateway.untilRest();
  const end = gateway.clock.now() + 12 * HOUR;
  gateway.dynamics.fault = () =>
    gateway.clock.now() < end ? new Response(null, { status: 500 }) : undefined;
  await gateway.unbind(id);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([]);
  expect(await registrationOf(id)).toBeUndefined();
});

test('a refusal does not hide that an earlier try, cut short by a crash, may have been stored', async () => {
  const [id = ''] = await wish(1);
  await gateway.round(dying(gateway.options.client, false)).catch(() => undefined);
  gateway.dynamics.land();
  gateway.dynamics.verdict = () => 'DeviceTokenTooLong';
  await gateway.untilRest();
  expect(await registrationOf(id)).toMatchObject({ state: 'refused', unanswered: true });
  await gateway.unbind(id);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([]);
});

test('a registration whose answer was lost is not cleaned up before it can have landed', async () => {
  const [id = ''] = await wish(1, () => 'late');
  gateway.dynamics.fault = ({ kind }) => (kind === 'register' ? 'answer-lost' : undefined);
  await gateway.round();
  gateway.dynamics.fault = () => undefined;
  await gateway.bind(id, BERT);
  await gateway.untilRest();
  later(HOUR);
  expect(gateway.dynamics.held()).toEqual([`${BERT} late`]);
});

test('a cleanup whose answer was lost may land late, and takes no later registration with it', async () => {
  const [id = ''] = await wish(1, () => 'back');
  await gateway.untilRest();
  // It never arrives here, and reaches Dynamics half a minute later.
  let lost: Call | undefined;
  gateway.dynamics.fault = (call) => {
    if (call.kind !== 'cleanup' || lost) return undefined;
    lost = call;
    return 'not-sent';
  };
  await gateway.unbind(id);
  for (let second = 0; second < 30; second++) {
    await gateway.round();
    if (second === 10) await gateway.bind(id, ANNA);
    later(1_000);
  }
  expect(gateway.dynamics.of('cleanup')).toHaveLength(2);
  if (lost) await gateway.dynamics.repeat(lost);
  await gateway.untilRest();
  expect(gateway.dynamics.held()).toEqual([`${ANNA} back`]);
});

test('the ledger tells what happened, names people by key and cannot be changed', async () => {
  const [id = ''] = await wish(1);
  await gateway.untilRest();
  await gateway.unbind(id);
  await gateway.untilRest();
  const { rows } = await database.pool.query(
    'select cause, before, after, trace_id from ledger where installation_id = $1 order by seq',
    [id],
  );
  expect(rows.map(({ cause }) => cause)).toEqual([
    'installed',
    'token-changed',
    'bound',
    'sent',
    'registered',
    'unbound',
    'cleaning',
    'cleaned-up',
  ]);
  expect(JSON.stringify(rows)).not.toContain(ANNA);
  expect(rows.every(({ trace_id }) => /^[0-9a-f]{32}$/.test(trace_id))).toBe(true);
  await expect(database.pool.query('update ledger set cause = $1', ['nothing'])).rejects.toThrow(
    'append-only',
  );
  await expect(database.pool.query('truncate ledger')).rejects.toThrow('append-only');
});
