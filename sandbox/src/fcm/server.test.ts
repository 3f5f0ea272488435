import { connect } from 'node:tls';
import { afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { createTimeline } from '../timeline.ts';
import { startFcmTwin } from './server.ts';
import { addPhone, assertion, call, exchange, openSender, PROJECT, startTestTwin } from './testing/world.ts';

let now: number;
let waited: number[];
let first: Awaited<ReturnType<typeof startTestTwin>>;
let world: typeof first;
let sender: Awaited<ReturnType<typeof openSender>>;
let phone: ReturnType<typeof addPhone>;

beforeAll(async () => {
  first = await startTestTwin();
  await first.twin.close();
});
beforeEach(async () => {
  now = 1_800_000_000_000;
  waited = [];
  world = await startTestTwin({ now: () => now, wait: async (ms) => waited.push(ms) }, first);
  sender = await openSender(world);
  phone = addPhone(world.twin);
});
afterEach(() => world.twin.close());

const send = (n: string, android: object = {}) => sender.send({ token: phone.token, data: { n }, android });
const received = () => phone.received.map(({ data }) => data.n);
const dropped = () => world.timeline.list().filter(({ kind }) => kind === 'push.dropped');
function comeBack() {
  phone.online = true;
  world.twin.deviceOnline(phone.token);
}

test('keeps messages for a phone that is offline, in order', async () => {
  phone.online = false;
  for (const n of ['1', '2']) await send(n);
  comeBack();
  world.twin.deviceOnline(phone.token);
  expect(received()).toEqual(['1', '2']);
  const kinds = world.timeline.list().map(({ kind }) => kind);
  const each = ['push.accepted', 'push.stored'];
  expect(kinds).toEqual([...each, ...each, 'push.delivered', 'push.delivered']);
});

test('keeps the newest of a collapse key, and four keys', async () => {
  phone.online = false;
  for (const key of ['a', 'b', 'a', 'c', 'd', 'e']) await send(key + now++, { collapse_key: key });
  comeBack();
  expect(received().map((n) => n?.[0])).toEqual(['a', 'c', 'd', 'e']);
  expect(dropped()).toHaveLength(2);
});

test('honours ttl: now or never, later or not at all', async () => {
  phone.online = false;
  await send('never', { ttl: '0s' });
  await send('late', { ttl: '60s' });
  await send('long');
  now += 60_000;
  comeBack();
  expect(received()).toEqual(['long']);
});

test('without a ttl a message is kept for four weeks', async () => {
  const FOUR_WEEKS = 28 * 24 * 3_600_000;
  phone.online = false;
  await send('too old');
  now += 1;
  await send('just in time');
  now += FOUR_WEEKS - 1;
  comeBack();
  expect(received()).toEqual(['just in time']);
});

test('a ttl is rounded down to seconds', async () => {
  phone.online = false;
  await send('never', { ttl: '0.9s' });
  await send('one', { ttl: '1.999s' });
  await send('two', { ttl: '2.0s' });
  now += 1000;
  comeBack();
  expect([received(), dropped().length]).toEqual([['two'], 2]);
});

test('drops all of more than 100 waiting messages', async () => {
  phone.online = false;
  for (let n = 0; n < 101; n++) await send(String(n));
  comeBack();
  expect([received(), dropped().length]).toEqual([[], 101]);
});

test('a phone that throws does not turn into an error of the sender', async () => {
  const deliver = () => {
    throw new Error('broken phone');
  };
  world.twin.registerDevice({ token: phone.token, packageName: 'x', projectId: PROJECT, deliver });
  expect((await send('1')).status).toBe(200);
});

test('a project may be named by its number, and only by those who belong to it', async () => {
  const stranger = await world.twin.createServiceAccount('another-project');
  const number = world.twin.snapshot().projects[PROJECT];
  const message = { token: phone.token };
  expect((await sender.post({ message }, number)).json.name).toMatch(`projects/${PROJECT}/`);
  const other = await openSender({ ...world, account: stranger });
  const answers = [await other.post({ message }), await other.post({ message }, 'no-such-project')];
  expect(answers.map(({ status, json }) => [status, json.error.status, json.error.details])).toEqual(
    Array(2).fill([403, 'PERMISSION_DENIED', undefined]),
  );
});

test('asks for an access token with the right scope', async () => {
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  const none = await call(url, { ca: world.ca, body: '{}' });
  expect(none.json.error).toMatchObject({ code: 401, status: 'UNAUTHENTICATED' });
  const scope = 'https://www.googleapis.com/auth/userinfo.email';
  const { json } = await exchange(world.twin.tokenUrl, world.ca, await assertion(world.account, { scope }));
  const headers = { authorization: `Bearer ${json.access_token}` };
  expect((await call(url, { ca: world.ca, headers, body: '{}' })).json.error.status).toBe(
    'PERMISSION_DENIED',
  );
});

test.each(['firebase.messaging', 'cloud-platform'])('scope %s alone lets its bearer send', async (name) => {
  const scope = `https://www.googleapis.com/auth/${name}`;
  const { json } = await exchange(world.twin.tokenUrl, world.ca, await assertion(world.account, { scope }));
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  const headers = { authorization: `Bearer ${json.access_token}` };
  const body = JSON.stringify({ message: { token: phone.token } });
  expect((await call(url, { ca: world.ca, headers, body })).status).toBe(200);
});

test('the legacy endpoints and all else are 404', async () => {
  for (const path of ['/fcm/send', '/batch', '/', `/v1/projects/${PROJECT}/messages`]) {
    expect((await call(`${world.twin.url}${path}`, { ca: world.ca })).json.error.code).toBe(404);
  }
});

test('a body that is no JSON, or too long, is a bad request', async () => {
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  for (const body of ['hello', '', 'null', '"text"', '[]', '{}', 'x'.repeat(1_100_000)]) {
    const { status, json } = await call(url, { ca: world.ca, headers: sender.headers, body });
    expect([status, json.error.status]).toEqual([400, 'INVALID_ARGUMENT']);
  }
});

test('JSON nested deeper than a hundred levels is a bad request wherever it is, and is not stored', async () => {
  phone.online = false;
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  const post = (body: string) => call(url, { ca: world.ca, headers: sender.headers, body });
  const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
  const within = (field: string) => `{"message":{"token":"${phone.token}",${field}}}`;
  const tooDeep = [99, 100_000].flatMap((levels) => [
    within(`"android_v2":${nested(levels)}`),
    within(`"data":${nested(levels)}`),
    within(`"android":{"notification":{"x":${nested(levels)}}}`),
    `{"validate_only":${nested(levels + 1)}}`,
  ]);
  for (const body of tooDeep) {
    const { status, json } = await post(body);
    expect([status, json.error.message]).toEqual([400, 'Invalid JSON payload received.']);
  }
  expect((await post(within(`"android_v2":${nested(98)}`))).status).toBe(200);
  expect(world.twin.snapshot().devices.find(({ token }) => token === phone.token)?.stored).toHaveLength(1);
});

test('records each push on the trace that its analytics label was linked to, without the token', async () => {
  const label = 'a'.repeat(32);
  world.timeline.link(`fcm:${label}`, 'f'.repeat(32));
  const message = { token: phone.token, fcm_options: { analytics_label: label } };
  await sender.send(message);
  await sender.send({ ...message, data: { from: 'x' } });
  await sender.send({ ...message, fcm_options: { analytics_label: 'newsletter' } });
  const events = world.timeline.list({ traceId: 'f'.repeat(32) });
  expect(events.map(({ kind, outcome }) => [kind, outcome])).toEqual([
    ['push.accepted', 'ok'],
    ['push.refused', 'failed'],
  ]);
  expect(events[1]?.detail).toMatchObject({
    status: 400,
    reason: 'INVALID_ARGUMENT',
    fields: ['message.data'],
  });
  expect(phone.received[0]?.traceId).toBe('f'.repeat(32));
  expect(JSON.stringify(world.timeline.list())).not.toContain(phone.token);
});

test('however much is wrong or long, the answer and the timeline stay short', async () => {
  const long = 'x'.repeat(300_000);
  const answers = [
    await sender.send({ token: phone.token, data: Object.fromEntries(Array(80_000).fill(1).entries()) }),
    await sender.send({
      token: phone.token,
      android: { notification: { titleLocArgs: Array(9999).fill(1) } },
    }),
    await sender.send({ token: phone.token, data: { [`google.${long}`]: '' } }),
    await sender.send({ token: [long] }),
    await sender.send({ token: long }),
    await sender.send({ condition: long }),
    await sender.send({ topic: long }),
  ];
  expect(answers.map(({ status }) => status)).toEqual(Array(answers.length).fill(400));
  const violations = answers[0]?.json.error.details[0].fieldViolations;
  expect(violations.map(({ field }: { field: string }) => field)).toEqual(
    Array.from({ length: 20 }, (_, n) => `message.data[${n}].value`),
  );
  const topics = Array.from({ length: 5 }, (_, n) => `'${String(n).repeat(800)}' in topics`);
  expect((await sender.send({ condition: topics.join(' || ') })).status).toBe(200);
  const sizes = [...answers.map(({ json }) => json), ...world.timeline.list()].map(
    (each) => JSON.stringify(each).length,
  );
  expect(Math.max(...sizes)).toBeLessThan(8000);
  expect(world.timeline.list().at(-1)?.summary).toMatch(/^FCM accepted a message for condition '0{189}/);
});

test('plays planted faults, once or several times, for one device or all', async () => {
  const { faults } = world.twin;
  faults.plant({ times: 2, effect: { kind: 'refuse', reason: 'UNAVAILABLE', retryAfter: 1 } });
  faults.plant({ times: 1, token: phone.token, effect: { kind: 'refuse', reason: 'QUOTA_EXCEEDED' } });
  faults.plant({ times: 1, effect: { kind: 'refuse', reason: 'INTERNAL', status: 502 } });
  const answers = [await send('1'), await sender.send({ topic: 'x' }), await sender.send({ topic: 'x' })];
  answers.push(await send('2'));
  faults.plant({ times: 1, effect: { kind: 'latency', ms: 1500 } });
  answers.push(await send('3'));
  expect(answers.map(({ status }) => status)).toEqual([503, 503, 502, 429, 200]);
  expect([answers[0]?.headers['retry-after'], waited, faults.list()]).toEqual(['1', [1500], []]);
});

test('projects, accounts, access tokens, devices and stored messages survive a restart', async () => {
  phone.online = false;
  await send('before');
  const { certificates } = world;
  const state = JSON.parse(JSON.stringify(world.twin.snapshot()));
  const twin = await startFcmTwin({ certificates, timeline: createTimeline(), now: () => now, state });
  const url = `${twin.url}/v1/projects/${PROJECT}/messages:send`;
  const body = JSON.stringify({ message: { token: phone.token, data: { n: 'after' } } });
  expect((await call(url, { ca: world.ca, headers: sender.headers, body })).status).toBe(200);
  expect((await exchange(twin.tokenUrl, world.ca, await assertion(world.account))).status).toBe(200);
  const again = addPhone(twin, { token: phone.token });
  twin.deviceOnline(phone.token);
  await twin.close();
  expect(again.received.map(({ data }) => data.n)).toEqual(['before', 'after']);
});

test('a token has the form of today’s', () => {
  const token = world.twin.createFcmToken();
  expect([token.length, token]).toEqual([163, expect.stringMatching(/^[\w-]{22}:APA91b[\w-]{134}$/)]);
  expect(world.twin.createFcmToken('same-installation-id-0').slice(0, 23)).toBe('same-installation-id-0:');
});

test('close ends open connections at once, and a taken port is refused', async () => {
  const { certificates, timeline } = world;
  const { port } = world.twin;
  await expect(startFcmTwin({ certificates, timeline, port })).rejects.toThrow('EADDRINUSE');
  const socket = connect({ port, ca: world.ca, servername: 'localhost' });
  await new Promise((resolve) => socket.on('secureConnect', resolve));
  const closed = new Promise((resolve) => socket.on('close', resolve).on('error', resolve).resume());
  await world.twin.close();
  await closed;
});
