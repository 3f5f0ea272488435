import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { announceDevice, newToken, startTestGateway, type TestGateway } from '../../test/gateway.ts';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway();
});
afterEach(() => {
  gateway.dynamics.fault = () => undefined;
});
afterAll(() => gateway.end());

const opened = (trackingId: string = randomUUID(), eventId: string = randomUUID()) => ({
  eventId,
  kind: 'opened',
  trackingId,
  occurredAt: '2026-01-01T10:00:00Z',
});
const toldAbout = (trackingId: string) =>
  gateway.dynamics.events.filter(({ TrackingId }) => TrackingId === trackingId);

test('an open is told to Dynamics with the number 1 and the token the device had then', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  const open = opened();
  gateway.dynamics.fault = ({ kind }) => (kind === 'event' ? 'not-sent' : undefined);
  expect(await device.open([open])).toMatchObject({ status: 202, body: { accepted: 1 } });
  await device.put({ token: { value: newToken() } });
  gateway.dynamics.fault = () => undefined;
  await expect
    .poll(() => toldAbout(open.trackingId))
    .toEqual([{ TrackingId: open.trackingId, DeviceToken: token, PushNotificationStatus: 1 }]);
});

test('the same event told twice is told to Dynamics once', async () => {
  const device = await announceDevice(gateway);
  const open = opened();
  await device.open([open, open]);
  await expect.poll(() => toldAbout(open.trackingId)).toHaveLength(1);
  expect((await device.open([open])).body).toEqual({ accepted: 1 });
  const marker = opened();
  await device.open([marker]);
  await expect.poll(() => toldAbout(marker.trackingId)).toHaveLength(1);
  expect(toldAbout(open.trackingId)).toHaveLength(1);
});

test('an open without tracking has nothing to be told', async () => {
  const device = await announceDevice(gateway);
  const before = gateway.dynamics.events.length;
  const answer = await device.open([
    opened('00000000-0000-0000-0000-000000000000'),
    opened('00000000000000000000000000000000'),
    opened(' '),
  ]);
  expect(answer).toMatchObject({ status: 202, body: { accepted: 0 } });
  expect(gateway.dynamics.events).toHaveLength(before);
});

test('an open of an installation whose token has moved to another cannot be told, and is logged', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  gateway.clock.skip(25 * 3_600_000);
  await announceDevice(gateway, { token: { value: token } });
  const answer = await device.open([opened()]);
  expect(answer).toMatchObject({ status: 202, body: { accepted: 0 } });
  const dropped = { code: 'open.dropped', installationId: device.id, count: 1 };
  expect(gateway.lines).toContainEqual(expect.objectContaining(dropped));
});

test('an open whose answer is lost is told again: at least once', async () => {
  const device = await announceDevice(gateway);
  const open = opened();
  let lost = 1;
  gateway.dynamics.fault = ({ kind }) => (kind === 'event' && lost-- > 0 ? 'answer-lost' : undefined);
  await device.open([open]);
  await expect.poll(() => toldAbout(open.trackingId)).toHaveLength(2);
});

test('an open that Dynamics answers 400 is not told again', async () => {
  const device = await announceDevice(gateway);
  const open = opened();
  gateway.dynamics.fault = ({ kind }) => (kind === 'event' ? new Response(null, { status: 400 }) : undefined);
  await device.open([open]);
  const outcome = async () =>
    (
      await gateway.database.pool.query('select outcome, due_at from interactions where event_id = $1', [
        open.eventId,
      ])
    ).rows[0];
  await expect.poll(outcome).toEqual({ outcome: 'refused', due_at: null });
});

test('an open that cannot be told for a week is given up, and that is told the operator', async () => {
  const device = await announceDevice(gateway);
  const open = opened();
  gateway.dynamics.fault = ({ kind }) => (kind === 'event' ? 'not-sent' : undefined);
  await device.open([open]);
  gateway.clock.skip(8 * 24 * 3_600_000);
  const outcome = async () =>
    (
      await gateway.database.pool.query('select outcome from interactions where event_id = $1', [
        open.eventId,
      ])
    ).rows[0];
  await expect.poll(outcome).toEqual({ outcome: 'expired' });
  // The cause is that of a call: where none could be made in time, another one was.
  const line = { code: 'open.expired', level: 50, eventId: open.eventId, cause: 'fetch failed' };
  expect(gateway.lines).toContainEqual(expect.objectContaining(line));
  const metrics = await gateway.operations.fetch(new Request('http://gateway.test/metrics'));
  expect(await metrics.text()).toContain('journeys_push_opens_total{app="shop",outcome="expired"} 1');
});

test('a settled open is forgotten after 90 days, one that is not told yet never', async () => {
  const device = await announceDevice(gateway);
  const [told, untold] = [opened(), opened()];
  await device.open([told]);
  await expect.poll(() => toldAbout(told.trackingId)).toHaveLength(1);
  const { pool } = gateway.database;
  const monthsAgo = new Date(gateway.clock.now() - 91 * 24 * 3_600_000);
  // Due later, so that nobody tries it, and finds it too old, before the test has looked.
  await pool.query(
    `insert into interactions (installation_id, event_id, app, kind, tracking_id, token_sealed, occurred_at, received_at,
       trace_id, due_at)
     select installation_id, $1, app, kind, $2, token_sealed, $3, $3, trace_id, $4 from interactions where event_id = $5`,
    [
      ...[untold.eventId, untold.trackingId, monthsAgo],
      ...[new Date(gateway.clock.now() + 3_600_000), told.eventId],
    ],
  );
  await pool.query('update interactions set received_at = $1 where event_id = $2', [monthsAgo, told.eventId]);
  const kept = async () =>
    (
      await pool.query('select event_id from interactions where event_id = any($1)', [
        [told.eventId, untold.eventId],
      ])
    ).rows.map(({ event_id }) => event_id);
  await expect.poll(kept).toEqual([untold.eventId]);
});
