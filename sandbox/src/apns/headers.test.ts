import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  ALERT,
  addPhone,
  BUNDLE,
  newDeviceToken,
  openConnection,
  providerToken,
  startTestTwin,
} from './testing/world.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let client: ReturnType<typeof openConnection>;
let phone: ReturnType<typeof addPhone>;
let authorization: string;

beforeAll(async () => {
  world = await startTestTwin();
  client = openConnection(world.twin.development, world.ca);
  phone = addPhone(world.twin);
  authorization = `bearer ${await providerToken(world.key)}`;
});
afterAll(async () => {
  client.close();
  await world.twin.close();
});

type Change = Record<string, string | string[] | undefined>;
const push = (change: Change = {}, body: string | Buffer | undefined = ALERT) => {
  const headers = {
    ':method': 'POST',
    ':path': `/3/device/${phone.token}`,
    authorization,
    'apns-topic': BUNDLE,
  };
  const given = Object.entries({ ...headers, ...change }).filter(([, value]) => value !== undefined);
  return client.request(Object.fromEntries(given), body);
};

const ACCEPTED: [string, Change][] = [
  ['no more than a topic and a token', {}],
  ['a scheme in capitals', { authorization: undefined, Authorization: 'Bearer' }],
  ['a background push of priority 5', { 'apns-push-type': 'background', 'apns-priority': '5' }],
  ['64 bytes of collapse id', { 'apns-collapse-id': 'x'.repeat(64) }],
  ['an expiration of 0', { 'apns-expiration': '0' }],
  ['priority 1', { 'apns-priority': '1' }],
  ['headers it does not know', { 'x-anything': 'goes' }],
  ['a background push without a priority', { 'apns-push-type': 'background' }],
];
test.each(ACCEPTED)('accepts %s', async (_, change) => {
  if (change.Authorization) change.Authorization = authorization.replace('bearer', 'Bearer');
  expect(await push(change)).toMatchObject({ status: 200, text: '' });
});

const REFUSED: [number, string, string, Change, (string | Buffer)?][] = [
  [404, 'BadPath', 'another path', { ':path': '/2/device/abc' }],
  [404, 'BadPath', 'a query', { ':path': '/3/device/abc?x=1' }],
  [404, 'BadPath', 'a broadcast', { ':path': `/4/broadcasts/apps/${BUNDLE}` }],
  [404, 'BadPath', 'a new channel', { ':path': `/1/apps/${BUNDLE}/channels` }],
  [404, 'BadPath', 'a channel to be read', { ':path': `/1/apps/${BUNDLE}/channels`, ':method': 'GET' }],
  [404, 'BadPath', 'a channel to be deleted', { ':path': `/1/apps/${BUNDLE}/channels`, ':method': 'DELETE' }],
  [404, 'BadPath', 'all channels', { ':path': `/1/apps/${BUNDLE}/all-channels`, ':method': 'GET' }],
  [405, 'MethodNotAllowed', 'PUT', { ':method': 'PUT' }],
  [400, 'MissingDeviceToken', 'a path without a token', { ':path': '/3/device/' }],
  [400, 'MissingDeviceToken', 'a path without a token or slash', { ':path': '/3/device' }],
  [403, 'MissingProviderToken', 'no authorization', { authorization: undefined }],
  [403, 'MissingProviderToken', 'a scheme without a token', { authorization: 'bearer ' }],
  [400, 'DuplicateHeaders', 'a repeated header', { 'apns-topic': [BUNDLE, BUNDLE] }],
  [400, 'DuplicateHeaders', 'a repeated unknown header', { 'x-anything': ['a', 'b'] }],
  [400, 'BadMessageId', 'an apns-id that is no UUID', { 'apns-id': '123' }],
  [400, 'MissingTopic', 'no topic', { 'apns-topic': undefined }],
  [400, 'BadTopic', 'a malformed topic', { 'apns-topic': 'no spaces' }],
  [400, 'BadTopic', 'a topic without its suffix', { 'apns-push-type': 'voip' }],
  [400, 'TopicDisallowed', 'an app of another team', { 'apns-topic': 'com.stranger.app' }],
  [400, 'BadCollapseId', '65 bytes of collapse id', { 'apns-collapse-id': 'x'.repeat(65) }],
  [400, 'BadExpirationDate', 'an expiration that is no number', { 'apns-expiration': 'soon' }],
  [400, 'BadPriority', 'priority 7', { 'apns-priority': '7' }],
  [
    400,
    'BadPriority',
    'an urgent background push',
    { 'apns-push-type': 'background', 'apns-priority': '10' },
  ],
  [400, 'InvalidPushType', 'an unknown push type', { 'apns-push-type': 'toString' }],
  [400, 'BadDeviceToken', 'a token that it never gave', { ':path': `/3/device/${newDeviceToken()}` }],
  [400, 'BadDeviceToken', 'a token that is none', { ':path': '/3/device/hello' }],
  [400, 'DeviceTokenNotForTopic', 'a token of another app', { 'apns-topic': 'com.example.other' }],
  [400, 'PayloadEmpty', 'an empty body', {}, ''],
  [413, 'PayloadTooLarge', '4,097 bytes', {}, Buffer.alloc(4097, 'x')],
  [413, 'PayloadTooLarge', 'a body far beyond any limit', {}, Buffer.alloc(1_000_000, 'x')],
];
test.each(REFUSED)('answers %i %s to %s', async (...row) => {
  const [status, reason, , change, body = ALERT] = row;
  const answer = await push(change, body);
  expect(answer).toMatchObject({ status, json: { reason } });
  expect(answer.headers['apns-id']).toMatch(/^[0-9a-f-]{36}$/);
});

/** Transcribed from facts: apns-fcm-phones.md §1.2 once more, not taken from the twin. */
const SUFFIXES: [string, string][] = [
  ['alert', ''],
  ['background', ''],
  ['controls', ''],
  ['mdm', ''],
  ['complication', '.complication'],
  ['fileprovider', '.pushkit.fileprovider'],
  ['liveactivity', '.push-type.liveactivity'],
  ['location', '.location-query'],
  ['pushtotalk', '.voip-ptt'],
  ['voip', '.voip'],
  ['widgets', '.push-type.widgets'],
];
test.each(SUFFIXES)('a push of type %s is for the bundle id with suffix "%s"', async (type, suffix) => {
  const topics = [...new Set(SUFFIXES.map(([, each]) => `${BUNDLE}${each}`))];
  const own = `${BUNDLE}${suffix}`;
  for (const topic of topics) {
    const { status, json } = await push({ 'apns-push-type': type, 'apns-topic': topic });
    // Without a suffix, what is after the bundle id makes it another app's.
    const otherwise = [400, suffix ? 'BadTopic' : 'TopicDisallowed'];
    expect([topic, status, json.reason]).toEqual([topic, ...(topic === own ? [200, undefined] : otherwise)]);
  }
});

test('counts bytes of UTF-8 in a collapse id', async () => {
  const utf8 = (text: string) => Buffer.from(text).toString('latin1');
  expect((await push({ 'apns-collapse-id': utf8('ä'.repeat(32)) })).status).toBe(200);
  expect((await push({ 'apns-collapse-id': utf8('ä'.repeat(33)) })).json.reason).toBe('BadCollapseId');
});

test('allows 5,120 bytes to VoIP', async () => {
  const voip = { 'apns-push-type': 'voip', 'apns-topic': `${BUNDLE}.voip` };
  const body = (size: number) => JSON.stringify({ x: '' }).replace('""', `"${'x'.repeat(size - 8)}"`);
  expect((await push(voip, body(5120))).status).toBe(200);
  expect((await push(voip, body(5121))).status).toBe(413);
});

test('echoes an apns-id and makes one where there is none', async () => {
  const id = '123e4567-e89b-12d3-a456-4266554400a0';
  expect((await push({ 'apns-id': id })).headers['apns-id']).toBe(id);
  expect((await push()).headers['apns-id']).not.toBe((await push()).headers['apns-id']);
});

test('allows 1,000 streams from the start', async () => {
  expect(client.session.remoteSettings.maxConcurrentStreams).toBe(1000);
});
