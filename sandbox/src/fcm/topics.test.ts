import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { readCondition } from './condition.ts';
import { openSenderProcess } from './testing/sender-process.ts';
import { addPhone, call, openSender, PROJECT, startTestTwin } from './testing/world.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let phones: ReturnType<typeof addPhone>[];
beforeAll(async () => {
  world = await startTestTwin();
  sender = await openSender(world);
});
beforeEach(() => {
  phones = [addPhone(world.twin), addPhone(world.twin)];
});
afterAll(() => world.twin.close());

const post = (path: string, body?: object, headers: Record<string, string> = sender.headers) =>
  call(world.twin.url + path, { ca: world.ca, headers, body: JSON.stringify(body ?? {}) });
const tokens = () => phones.map(({ token }) => token);
const received = () => phones.map((phone) => phone.received.map(({ data }) => data.n));
const batch = (action: 'batchAdd' | 'batchRemove', topic: string, registration_tokens: unknown = tokens()) =>
  post(`/iid/v1:${action}`, { to: `/topics/${topic}`, registration_tokens });

test('a topic’s message goes to those who subscribed by batchAdd, until batchRemove', async () => {
  expect((await batch('batchAdd', 'news')).json).toEqual({ results: [{}, {}] });
  expect((await sender.send({ topic: 'news', data: { n: '1' } })).status).toBe(200);
  expect((await batch('batchRemove', 'news', tokens().slice(0, 1))).json).toEqual({ results: [{}] });
  await sender.send({ topic: '/topics/news', data: { n: '2' } });
  await sender.send({ topic: 'weather', data: { n: '3' } });
  expect(received()).toEqual([['1'], ['1', '2']]);
});

test('a condition’s message goes to those whom it means', async () => {
  const [first = '', second = ''] = tokens();
  await batch('batchAdd', 'cats', [first, second]);
  await batch('batchAdd', 'dogs', [second]);
  const condition = "'cats' in topics && !('dogs' in topics)";
  expect((await sender.send({ condition, data: { n: '1' } })).status).toBe(200);
  await sender.send({ condition: "'birds' in topics || 'dogs' in topics", data: { n: '2' } });
  expect(received()).toEqual([['1'], ['2']]);
  const bad = await sender.send({ condition: "'cats' in" });
  expect([bad.status, bad.json.error.details[0].errorCode]).toEqual([400, 'INVALID_ARGUMENT']);
});

test.each([
  ["'a' in topics", [false, true, false, true]],
  ["!'a' in topics", [true, false, true, false]],
  ["'a' in topics && 'b' in topics", [false, false, false, true]],
  ["'a' in topics || 'b' in topics", [false, true, true, true]],
  ["'b' in topics || 'a' in topics && 'none' in topics", [false, false, true, true]],
  ["('b' in topics || 'a' in topics) && 'none' in topics", [false, false, false, false]],
])('%s means what it says', (condition, expected) => {
  const meant = readCondition(condition);
  expect([[], ['a'], ['b'], ['a', 'b']].map((topics) => meant?.(new Set(topics)))).toEqual(expected);
});

test.each([
  '',
  "'a'",
  'a in topics',
  "'a' in topics &&",
  "('a' in topics",
  "'a' in topics)",
  "'a' in topics 'b'",
])('refuses as a condition: %s', (condition) => expect(readCondition(condition)).toBeUndefined());

test('a condition names at most five topics', () => {
  const of = (count: number) => Array.from({ length: count }, (_, n) => `'t${n}' in topics`).join(' || ');
  expect([readCondition(of(5)), readCondition(of(6))]).toEqual([expect.any(Function), undefined]);
});

test('a condition has topics of at most 900 characters, and at most 100 parentheses and nots', () => {
  const topic = (length: number) => `'${'t'.repeat(length)}' in topics`;
  const nested = (depth: number) => '('.repeat(depth) + topic(1) + ')'.repeat(depth);
  const accepted = [topic(900), nested(100), `${'!'.repeat(100)}${topic(1)}`];
  const refused = [topic(901), nested(101), '('.repeat(200_000), `${'!'.repeat(200_000)}${topic(1)}`];
  expect(accepted.map((text) => readCondition(text))).toEqual(accepted.map(() => expect.any(Function)));
  expect(refused.map((text) => readCondition(text))).toEqual(refused.map(() => undefined));
});

test('batchAdd names the error of each token', async () => {
  const [alive = '', gone = ''] = tokens();
  world.twin.unregisterDevice(gone);
  const foreign = addPhone(world.twin, { projectId: 'another-project' });
  const { json } = await batch('batchAdd', 'news', [alive, gone, 'hello', foreign.token]);
  expect(json.results.map(({ error }: { error?: string }) => error)).toEqual([
    undefined,
    'NOT_FOUND',
    'INVALID_ARGUMENT',
    'PERMISSION_DENIED',
  ]);
});

test('batchAdd refuses a bad topic, no tokens, more than a thousand, and who may not send', async () => {
  const answers = [
    await batch('batchAdd', 'no spaces'),
    await batch('batchAdd', 'news', []),
    await batch('batchAdd', 'news', Array(1001).fill('x')),
    await post('/iid/v1:batchAdd', {}, { authorization: 'Bearer nothing' }),
  ];
  expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 401]);
});

test('one registration subscribes and unsubscribes by its own endpoint', async () => {
  const [token = ''] = tokens();
  const path = `/v1/projects/${PROJECT}/registrations/${token}/topicSubscriptions`;
  const added = await post(`${path}?topic_name=sport`);
  expect(added.json).toEqual({ name: `projects/${PROJECT}/registrations/${token}/topicSubscriptions/sport` });
  await sender.send({ topic: 'sport', data: { n: '1' } });
  const options = { ca: world.ca, headers: sender.headers, method: 'DELETE' };
  expect((await call(`${world.twin.url}${path}/sport?allow_missing=true`, options)).status).toBe(200);
  await sender.send({ topic: 'sport', data: { n: '2' } });
  expect(received()).toEqual([['1'], []]);
  const unknown = `/v1/projects/${PROJECT}/registrations/${world.twin.createFcmToken()}/topicSubscriptions`;
  expect((await post(`${unknown}?topic_name=sport`)).json.error.details[0].errorCode).toBe('UNREGISTERED');
});

test('subscriptions survive a restart and a new registration of the same token', async () => {
  await batch('batchAdd', 'kept');
  const [token = ''] = tokens();
  phones = [addPhone(world.twin, { token })];
  await sender.send({ topic: 'kept', data: { n: '1' } });
  expect(received()).toEqual([['1']]);
  const saved = world.twin.snapshot().devices.find((device) => device.token === token);
  expect(saved?.topics).toEqual(['kept']);
});

test('firebase-admin subscribes, sends to the topic and unsubscribes, as shipped', async () => {
  const process = await openSenderProcess(world);
  const [token = ''] = tokens();
  const subscribed = await process.ask('subscribeToTopic', [token, 'hello'], 'offers');
  await process.ask('send', { topic: 'offers', data: { n: '1' } });
  const left = await process.ask('unsubscribeFromTopic', [token], 'offers');
  await process.close();
  expect([subscribed, left]).toEqual([
    { successCount: 1, codes: ['messaging/invalid-registration-token'] },
    { successCount: 1, codes: [] },
  ]);
  expect(received()).toEqual([['1'], []]);
});
