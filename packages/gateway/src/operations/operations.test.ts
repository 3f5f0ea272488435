import { pino } from 'pino';
import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  quick,
  send,
  shop,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { unanswered } from '../../test/unanswered.ts';
import { createKeyAdmin } from '../access/key-admin.ts';
import { createGateway } from '../gateway.ts';

let gateway: TestGateway;
let key: string;
beforeAll(async () => {
  gateway = await startTestGateway({ operations: { readyBacklogMinutes: 5 } });
  const { pool } = gateway.database;
  const admin = createKeyAdmin({ pool, clock: gateway.clock, actor: 'cli:test' });
  key = (await admin.create({ name: 'prometheus', scopes: ['read'] })).secret;
});
afterAll(() => gateway.end());

/** What Prometheus reads, line by line. */
async function metrics(): Promise<string[]> {
  const request = new Request('http://gateway.test/metrics', { headers: { authorization: `Bearer ${key}` } });
  const response = await gateway.fetch(request);
  expect([response.status, response.headers.get('content-type')]).toEqual([
    200,
    expect.stringMatching(/^text\/plain/),
  ]);
  return (await response.text()).split('\n');
}
const numberOf = (lines: string[], name: string) =>
  Number(
    lines
      .find((line) => line.startsWith(`journeys_push_${name} `))
      ?.split(' ')
      .at(-1),
  );

test('a process that answers is live; one with its database is ready', async () => {
  expect(await send(gateway, 'GET /livez')).toMatchObject({ status: 200, body: { live: true } });
  expect(await send(gateway, 'GET /readyz')).toMatchObject({
    status: 200,
    body: { ready: true, reasons: [], apps: [] },
  });
});

test('however often anyone asks, the database is asked once a second', async () => {
  const { pool } = gateway.database;
  const other = createGateway({ apps: [shop], pool, log: pino({ level: 'silent' }) });
  const query = vi.spyOn(pool, 'query');
  await Promise.all(Array.from({ length: 50 }, () => send(other, 'GET /readyz')));
  expect(query.mock.calls.length).toBe(1);
  query.mockRestore();
  await other.close();
});

test('probes fill no log', async () => {
  const before = gateway.lines.length;
  await send(gateway, 'GET /livez');
  await send(gateway, 'GET /readyz');
  expect(gateway.lines.length).toBe(before);
});

test('without its database the process is live, and not ready', async () => {
  const log = pino({ level: 'silent' });
  const other = createGateway({ apps: [shop], databaseUrl: 'postgresql://127.0.0.1:1/nowhere', log });
  expect(await send(other, 'GET /livez')).toMatchObject({ status: 200 });
  expect(await send(other, 'GET /readyz')).toMatchObject({
    status: 503,
    body: { ready: false, reasons: [{ code: 'database-unreachable' }] },
  });
  const response = await other.operations.fetch(new Request('http://gateway.test/metrics'));
  expect(await response.text()).toContain('journeys_push_database_up 0');
  await other.close();
});

test('one that closes is live, and not ready', async () => {
  const other = await gateway.sibling();
  await other.close();
  expect(await send(other, 'GET /livez')).toMatchObject({ status: 200 });
  expect(await send(other, 'GET /readyz')).toMatchObject({
    status: 503,
    body: { reasons: [{ code: 'closing' }] },
  });
});

test('work that has waited for too long makes it not ready, and says whose', async () => {
  const other = await startTestGateway({ operations: { readyBacklogMinutes: 5 } });
  const device = await announceDevice(other);
  await other.close();
  const { pool } = other.database;
  const late = new Date(other.clock.now() - 6 * 60_000);
  await pool.query('update bindings set due_at = $1 where installation_id = $2', [late, device.id]);
  const idle = createGateway({
    ...{ apps: [shop], pool, log: pino({ level: 'silent' }), clock: other.clock },
    operations: { readyBacklogMinutes: 5 },
  });
  const answer = await send(idle, 'GET /readyz');
  expect(answer).toMatchObject({ status: 503, body: { ready: false } });
  const [reason] = answer.body.reasons;
  expect(reason).toMatchObject({ code: 'backlog-old', app: 'shop', kind: 'devices' });
  expect(reason.ageSeconds).toBeGreaterThanOrEqual(360);
  const text = await (await idle.operations.fetch(new Request('http://gateway.test/metrics'))).text();
  expect(text).toContain('journeys_push_backlog_size{app="shop",kind="devices"} 1');
  expect(text).toMatch(/journeys_push_backlog_age_seconds\{app="shop",kind="devices"\} 36\d/);
  await idle.close();
  await other.end();
});

test('an app that Dynamics refuses is named, and the gateway stays ready: what it wants is kept', async () => {
  const other = await startTestGateway();
  other.dynamics.validTokens.clear();
  const device = await announceDevice(other);
  await device.bind(ANNA, 0);
  await expect
    .poll(() => send(other, 'GET /readyz'), { timeout: 10_000 })
    .toMatchObject({
      status: 200,
      body: { ready: true, apps: [{ app: 'shop', state: 'stopped' }] },
    });
  await other.end();
});

test('what could not be done while Dynamics did not answer is no reason when it does again', async () => {
  let state: 'down' | 'back' | 'slow' = 'down';
  const fetchOf: typeof fetch = async (input, init) => {
    if (state === 'down') return new Response(null, { status: 503 });
    if (state === 'slow') return unanswered(init?.signal);
    state = 'slow';
    return other.dynamics.fetch(input, init);
  };
  const other = await startTestGateway({
    operations: { readyBacklogMinutes: 5 },
    timing: { ...quick, breakerMs: 10_000, maxRetryMs: 10_000, closeGraceMs: 1 },
    fetch: fetchOf,
  });
  const devices = await Promise.all([1, 2, 3].map(() => announceDevice(other)));
  await Promise.all(devices.map((device) => device.bind(ANNA, 0)));
  const ready = () => send(other, 'GET /readyz');
  await expect.poll(ready).toMatchObject({ body: { apps: [{ app: 'shop', state: 'paused' }] } });
  const anHourAgo = new Date(other.clock.now() - 60 * 60_000);
  await other.database.pool.query('update bindings set due_at = $1', [anHourAgo]);
  other.clock.skip(2_000);
  expect(await ready()).toMatchObject({ status: 200, body: { ready: true } });
  state = 'back';
  other.clock.skip(12_000);
  await expect.poll(() => other.lines.map(({ code }) => code)).toContain('dynamics-back');
  other.clock.skip(2_000);
  expect(await ready()).toMatchObject({ status: 200, body: { ready: true, reasons: [], apps: [] } });
  await other.end();
});

test('the metrics want a key with the scope read, but for a port of their own', async () => {
  expect(await send(gateway, 'GET /metrics')).toMatchObject({ status: 401, body: { code: 'key-missing' } });
  expect((await gateway.operations.fetch(new Request('http://gateway.test/metrics'))).status).toBe(200);
});

test('requests are counted by route and status, refusals by code', async () => {
  const device = await announceDevice(gateway);
  await device.read();
  await send(gateway, `GET ${device.path}`);
  const lines = await metrics();
  const route = 'route="/v1/installations/:id"';
  expect(numberOf(lines, `http_requests_total{method="GET",${route},status="200"}`)).toBeGreaterThanOrEqual(
    1,
  );
  expect(numberOf(lines, `http_requests_total{method="GET",${route},status="401"}`)).toBe(1);
  expect(numberOf(lines, 'http_problems_total{code="credential-missing"}')).toBe(1);
  expect(
    numberOf(lines, `http_request_duration_seconds_count{method="GET",${route}}`),
  ).toBeGreaterThanOrEqual(2);
  // Whatever a stranger asks for, it makes no new series.
  for (const path of ['/a', '/b', '/c/d']) await send(gateway, `GET ${path}`);
  expect(
    (await metrics()).filter((line) => line.includes('status="404"') && line.includes('_total')).length,
  ).toBe(1);
});

test('what became of a registration is counted, and how long it took', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const lines = await metrics();
  for (const outcome of ['sent', 'registered'])
    expect(
      numberOf(lines, `registrations_total{app="shop",outcome="${outcome}",reason=""}`),
    ).toBeGreaterThanOrEqual(1);
  const sum = numberOf(lines, 'registration_duration_seconds_sum{app="shop"}');
  const count = numberOf(lines, 'registration_duration_seconds_count{app="shop"}');
  expect(count).toBeGreaterThanOrEqual(1);
  expect(sum / count).toBeGreaterThan(0.001);
  expect(sum / count).toBeLessThan(10);
  expect(numberOf(lines, 'write_batch_size_count{kind="write"}')).toBeGreaterThanOrEqual(1);
});

test('a refusal is counted under the reason of Dynamics; what it makes up, under other', async () => {
  const other = await startTestGateway();
  for (const [reason, label] of [
    ['DeviceTokenTooLong', 'DeviceTokenTooLong'],
    [`made up ${newToken()}`, 'other'],
  ] as const) {
    other.dynamics.verdict = () => reason;
    const device = await announceDevice(other);
    await device.bind(BERT);
    const text = await (await other.operations.fetch(new Request('http://gateway.test/metrics'))).text();
    expect(text).toContain(`registrations_total{app="shop",outcome="refused",reason="${label}"} 1`);
    expect(text).not.toContain('made up');
  }
  await other.end();
});

test('confirmed against seen is told from a sample', async () => {
  const other = await startTestGateway();
  await (await announceDevice(other)).bind(ANNA);
  other.dynamics.verdict = () => 'Pending';
  await (await announceDevice(other)).bind(BERT, 0);
  await other.database.pool.query('analyze installations');
  const text = await (await other.operations.fetch(new Request('http://gateway.test/metrics'))).text();
  expect(text).toContain('journeys_push_sampled_seen_installations{app="shop"} 2');
  expect(text).toContain('journeys_push_sampled_confirmed_installations{app="shop"} 1');
  await other.end();
});

test('every metric has help, a type and a name with its unit', async () => {
  const lines = await metrics();
  const names = lines.flatMap((line) => /^# TYPE (\S+) (\S+)$/.exec(line)?.slice(1, 3).join(' ') ?? []);
  for (const name of names) {
    expect(name).toMatch(/^journeys_push_[a-z_]+ (counter|gauge|histogram)$/);
    if (name.endsWith(' counter')) expect(name).toMatch(/_total counter$/);
    if (/duration|_age_/.test(name)) expect(name).toMatch(/_seconds /);
    if (/memory/.test(name)) expect(name).toMatch(/_bytes /);
  }
  expect(lines.filter((line) => line.startsWith('# HELP')).length).toBe(names.length);
});

test('no token, credential or user id is in the metrics', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind(ANNA);
  const text = (await metrics()).join('\n');
  for (const secret of [token, device.credential, device.id, ANNA, key]) expect(text).not.toContain(secret);
});
