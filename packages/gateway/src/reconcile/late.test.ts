import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Call } from '../../test/dynamics-fake.ts';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  quick,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

/** Calls whose answer was lost, and which Dynamics carries out much later than it is given time to. */

const LATE = 15 * 60_000;

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ timing: { ...quick, lateMs: LATE } });
});
afterAll(() => gateway.end());

/** The next call of the kind never arrives, as far as anybody can tell; it does when `repeat` says so. */
function lose(kind: Call['kind']): { call: () => Call | undefined } {
  let lost: Call | undefined;
  gateway.dynamics.fault = (call) => {
    if (call.kind !== kind || lost) return undefined;
    lost = call;
    return 'not-sent';
  };
  return { call: () => lost };
}
async function arrive({ call }: ReturnType<typeof lose>): Promise<void> {
  const lost = call();
  if (!lost) throw new Error('nothing was lost');
  await gateway.dynamics.repeat(lost);
  gateway.dynamics.land();
}
const held = (token: string) =>
  gateway.dynamics.held().flatMap((line) => (line.endsWith(token) ? [line.split(' ')[0]] : []));
const rowsOf = async (id: string) =>
  (
    await gateway.database.pool.query(
      'select state, unanswered, resent from registrations where installation_id = $1',
      [id],
    )
  ).rows;
const metrics = async () =>
  (await gateway.operations.fetch(new Request('http://gateway.test/metrics'))).text();

test('a registration that lands long after its cleanup is cleaned up once more', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const lost = lose('register');
  await device.bind(ANNA, 0);
  await expect.poll(lost.call).toBeDefined();
  expect(await device.unbind()).toMatchObject({ body: { registration: { state: 'removed' } } });
  await arrive(lost);
  expect(held(token)).toEqual([ANNA]);
  gateway.clock.skip(LATE);
  await expect.poll(() => held(token)).toEqual([]);
  gateway.clock.skip(60_000);
  await expect.poll(() => rowsOf(device.id)).toEqual([]);
});

test('… also where it was sent again and confirmed before the person left', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const lost = lose('register');
  expect((await device.bind(ANNA)).body.registration).toMatchObject({ state: 'registered' });
  await device.unbind();
  await arrive(lost);
  expect(held(token)).toEqual([ANNA]);
  gateway.clock.skip(LATE);
  await expect.poll(() => held(token)).toEqual([]);
});

test('… also where somebody else has the device by then, who loses nothing', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const lost = lose('register');
  await device.bind(ANNA, 0);
  await expect.poll(lost.call).toBeDefined();
  expect((await device.bind(BERT)).body.registration).toMatchObject({ state: 'registered' });
  await arrive(lost);
  expect(held(token)).toEqual([ANNA, BERT]);
  gateway.clock.skip(LATE);
  await expect.poll(() => held(token)).toEqual([BERT]);
  expect(await device.read()).toMatchObject({ state: 'registered', userId: BERT });
});

test('a cleanup that lands after the person has come back is found out, put right and counted', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const lost = lose('cleanup');
  await device.unbind();
  expect((await device.bind(ANNA)).body.registration).toMatchObject({ state: 'registered' });
  await arrive(lost);
  expect(held(token)).toEqual([]);
  gateway.clock.skip(LATE);
  await expect.poll(() => held(token)).toEqual([ANNA]);
  const missing = () => gateway.lines.filter(({ code }) => code === 'registration.missing');
  await expect.poll(missing).toMatchObject([{ level: 40, installationId: device.id, app: 'shop' }]);
  expect(await metrics()).toContain(
    'journeys_push_registrations_total{app="shop",outcome="missing",reason=""} 1',
  );
  // Once is enough.
  const count = gateway.dynamics.of('register').length;
  gateway.clock.skip(2 * LATE);
  await announceDevice(gateway).then((next) => next.bind(BERT));
  expect(gateway.dynamics.of('register')).toHaveLength(count + 1);
});

test('where nothing has landed late, being asked once more is no news', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  lose('cleanup');
  await device.unbind();
  await device.bind(ANNA, 0);
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered' });
  const before = gateway.lines.filter(({ code }) => code === 'registration.missing').length;
  const count = gateway.dynamics.of('register').length;
  gateway.clock.skip(LATE);
  await expect.poll(() => gateway.dynamics.of('register').length).toBe(count + 1);
  await expect.poll(() => rowsOf(device.id)).toEqual([{ state: 'held', unanswered: false, resent: false }]);
  expect(gateway.lines.filter(({ code }) => code === 'registration.missing')).toHaveLength(before);
});

test('how long a call may take to land is the operator’s to say', async () => {
  const patient = await startTestGateway({ policy: { landingSeconds: 600 }, timing: { sweepMs: 500 } });
  const device = await announceDevice(patient);
  patient.dynamics.fault = ({ kind }) => (kind === 'register' ? 'not-sent' : undefined);
  await device.bind(ANNA, 0);
  await expect.poll(() => patient.dynamics.of('register').length).toBe(1);
  await device.unbind(0);
  const [next] = await nextOf(patient, device.id);
  expect(next).toBeGreaterThan(9 * 60_000);
  await patient.end();
});

/** Until when the device is left alone. */
async function nextOf({ database, clock }: TestGateway, id: string): Promise<number[]> {
  let times: number[] = [];
  await expect
    .poll(async () => {
      const { rows } = await database.pool.query(
        'select due_at from bindings where installation_id = $1 and leased_until is null and due_at > $2',
        [id, new Date(clock.now() + 60_000)],
      );
      times = rows.map(({ due_at }) => due_at.getTime() - clock.now());
      return times.length;
    })
    .toBe(1);
  return times;
}
