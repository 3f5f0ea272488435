import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { addPhone, openSender, PACKAGE, PROJECT, startTestTwin } from './testing/world.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let phone: ReturnType<typeof addPhone>;
beforeAll(async () => {
  world = await startTestTwin();
  sender = await openSender(world);
});
beforeEach(() => {
  phone = addPhone(world.twin);
});
afterAll(() => world.twin.close());

const errorCodeOf = ({ json }: { json: { error: { details?: Record<string, unknown>[] } } }) =>
  json.error.details?.find((detail) => 'errorCode' in detail)?.errorCode;
const violationsOf = ({ json }: { json: { error: { details?: Record<string, unknown>[] } } }) =>
  json.error.details?.find((detail) => 'fieldViolations' in detail)?.fieldViolations;

const ANDROID = { collapse_key: 'k', priority: 'HIGH', ttl: '3600s', restricted_package_name: PACKAGE };
const ACCEPTED: [string, Record<string, unknown>][] = [
  ['a token alone', {}],
  ['data', { data: { a: '1', collapse_key: 'x' } }],
  ['a notification', { notification: { title: 'Hi', body: 'There', image: 'https://example.com/a.png' } }],
  ['Android options', { android: ANDROID }],
  ['Android options in camel case', { android: { collapseKey: 'k', priority: 'high', ttl: '0.9s' } }],
  ['null for a field that is absent', { notification: null, data: null }],
  ['the longest ttl', { android: { ttl: '2419200s' } }],
  ['4,096 bytes', { data: { key: 'x'.repeat(4093) } }],
  ['fields that it does not know', { android_v2: { remote_notification: {} }, newField: 1 }],
];
test.each(ACCEPTED)('accepts %s', async (_, message) => {
  const answer = await sender.send({ token: phone.token, ...message });
  expect(answer.json.name).toMatch(/^projects\/shop-push\/messages\/0:\d+%[0-9a-f]{16}$/);
  expect(phone.received).toHaveLength(1);
});

const REFUSED: [string, Record<string, unknown>, string][] = [
  ['no target', { token: undefined }, 'message'],
  ['two targets', { topic: 'news' }, 'message'],
  ['a key reserved by Google', { data: { 'google.x': '1' } }, 'message.data'],
  ['the key "from"', { data: { from: '1' } }, 'message.data'],
  ['a reserved key in Android’s data', { android: { data: { message_type: '1' } } }, 'message.data'],
  ['a reserved key in data beside Android’s', { data: { from: '' }, android: { data: {} } }, 'message.data'],
  ['a key that begins with gcm.notification.', { data: { 'gcm.notification.x': '1' } }, 'message.data'],
  ['a ttl over four weeks', { android: { ttl: '2419201s' } }, 'message.android.ttl'],
  ['a negative ttl', { android: { ttl: '-1s' } }, 'message.android.ttl'],
  ['4,097 bytes', { data: { key: 'x'.repeat(4094) } }, 'message'],
  ['4,097 bytes in UTF-8', { data: { key: `${'x'.repeat(4092)}ä` } }, 'message'],
  [
    '4,097 bytes of data beside Android’s',
    { data: { key: 'x'.repeat(4094) }, android: { data: {} } },
    'message',
  ],
  ['4,097 bytes with the notification', { notification: { title: 'x'.repeat(4092) } }, 'message'],
  ['a bad topic', { token: undefined, topic: 'no spaces' }, 'message.topic'],
  ['2,049 bytes to a topic', { token: undefined, topic: 'a', data: { key: 'x'.repeat(2046) } }, 'message'],
  ['a token that is none', { token: 'hello' }, 'message.token'],
  ['a fid that is none', { token: undefined, fid: 'hello' }, 'message.fid'],
  [
    'another package',
    { android: { restricted_package_name: 'com.other' } },
    'message.android.restricted_package_name',
  ],
];
test.each(REFUSED)('answers INVALID_ARGUMENT with an FcmError to %s', async (_, message, field) => {
  const answer = await sender.send({ token: phone.token, ...message });
  expect(answer).toMatchObject({ status: 400, json: { error: { code: 400, status: 'INVALID_ARGUMENT' } } });
  expect([errorCodeOf(answer), violationsOf(answer)]).toEqual([
    'INVALID_ARGUMENT',
    [{ field, description: expect.any(String) }],
  ]);
  expect(phone.received).toEqual([]);
});

const MALFORMED: [string, Record<string, unknown>, string][] = [
  ['data', { data: { a: 12 } }, "Invalid value at 'message.data[0].value' (TYPE_STRING), 12"],
  ['token', { token: 7 }, "Invalid value at 'message.token' (TYPE_STRING), 7"],
  [
    'title',
    { notification: { title: true } },
    "Invalid value at 'message.notification.title' (TYPE_STRING), true",
  ],
  ['android', { android: 'x' }, 'Invalid value at \'message.android\' Root element must be a message., "x"'],
  ['ttl', { android: { ttl: 3600 } }, '(type.googleapis.com/google.protobuf.Duration), 3600'],
  ['priority', { android: { priority: 'urgent' } }, 'AndroidMessagePriority), "urgent"'],
  [
    'loc args',
    { android: { notification: { bodyLocArgs: [1] } } },
    "'message.android.notification.body_loc_args[0]'",
  ],
];
test.each(MALFORMED)(
  'answers BadRequest without FcmError to a wrong type of %s',
  async (_, message, text) => {
    const answer = await sender.send({ token: phone.token, ...message });
    expect(answer.json.error).toMatchObject({ code: 400, status: 'INVALID_ARGUMENT' });
    expect(answer.json.error.message).toContain(text);
    expect([errorCodeOf(answer), violationsOf(answer)]).toEqual([undefined, [expect.anything()]]);
  },
);

test.each(['validate_only', 'validateOnly'])('%s checks everything and delivers nothing', async (dryRun) => {
  const message = { token: phone.token };
  const answer = await sender.post({ message, [dryRun]: true });
  expect(answer.json).toEqual({ name: `projects/${PROJECT}/messages/fake_message_id` });
  const refused = await sender.post({ message: { ...message, data: { from: '' } }, [dryRun]: true });
  expect([phone.received, refused.status]).toEqual([[], 400]);
});

test('a device is told apart by token and fid, gone and foreign', async () => {
  const fid = phone.token.split(':')[0];
  expect((await sender.send({ fid })).status).toBe(200);
  const foreign = addPhone(world.twin, { projectId: 'another-project' });
  world.twin.unregisterDevice(phone.token);
  const answers = [
    await sender.send({ token: phone.token }),
    await sender.send({ fid }),
    await sender.send({ token: world.twin.createFcmToken() }),
    await sender.send({ token: foreign.token }),
  ];
  expect(
    answers.map((answer) => `${answer.status} ${answer.json.error.status} ${errorCodeOf(answer)}`),
  ).toEqual([...Array(3).fill('404 NOT_FOUND UNREGISTERED'), '403 PERMISSION_DENIED SENDER_ID_MISMATCH']);
});

test('hands the app Android’s data in place of the common data, and the message as it was sent', async () => {
  const message = {
    ...{ token: phone.token, data: { a: 'common' }, notification: { title: 'Hi' } },
    android: { data: { a: 'android' }, notification: { channelId: 'offers', unknownOne: 1 } },
  };
  await sender.send(message);
  expect(phone.received).toEqual([
    {
      ...{ messageId: expect.stringMatching(/^0:/), traceId: expect.stringMatching(/^[0-9a-f]{32}$/) },
      ...{ data: { a: 'android' }, notification: { title: 'Hi' }, raw: message },
      android: { data: { a: 'android' }, notification: { channel_id: 'offers', unknownOne: 1 } },
    },
  ]);
});

test('data.collapse_key is overwritten with the collapse key, and left out without one', async () => {
  const data = { a: '1', collapse_key: 'mine' };
  await sender.send({ token: phone.token, data, android: { collapse_key: 'theirs' } });
  await sender.send({ token: phone.token, data });
  expect(phone.received.map((message) => message.data)).toEqual([
    { a: '1', collapse_key: 'theirs' },
    { a: '1' },
  ]);
});
