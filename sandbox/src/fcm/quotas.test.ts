import fc from 'fast-check';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createQuotas } from './quotas.ts';
import { FcmLimits } from './settings.ts';
import { addPhone, assertion, call, exchange, openSender, PROJECT, startTestTwin } from './testing/world.ts';

let now = 1_800_000_000_000;
let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let phone: ReturnType<typeof addPhone>;
beforeAll(async () => {
  world = await startTestTwin({ now: () => now });
  sender = await openSender(world);
});
beforeEach(() => {
  now += 24 * 3_600_000;
  phone = addPhone(world.twin);
  world.twin.settings.set({ limits: FcmLimits.parse({}) });
});
afterAll(() => world.twin.close());

async function send(times: number, message: object = {}) {
  const answers = [];
  for (let n = 0; n < times; n++) answers.push(await sender.send({ token: phone.token, ...message }));
  return answers;
}
const statuses = async (times: number, message?: object) =>
  (await send(times, message)).map(({ status }) => status);

test('a project’s messages are limited by a bucket that refills', async () => {
  world.twin.settings.set({ limits: { projectPerMinute: 3 } });
  const answers = await send(4, { token: addPhone(world.twin).token });
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
  const refused = answers.at(-1);
  expect(refused?.headers['retry-after']).toBe('20');
  expect(refused?.json.error).toMatchObject({ code: 429, status: 'RESOURCE_EXHAUSTED' });
  expect(refused?.json.error.details).toEqual([
    { '@type': 'type.googleapis.com/google.firebase.fcm.v1.FcmError', errorCode: 'QUOTA_EXCEEDED' },
    {
      '@type': 'type.googleapis.com/google.rpc.QuotaFailure',
      violations: [{ subject: 'project', description: expect.any(String) }],
    },
  ]);
  now += 20_000;
  expect(await statuses(2)).toEqual([200, 429]);
});

test('what a project’s message is refused for counts, other than 429 itself', async () => {
  world.twin.settings.set({ limits: { projectPerMinute: 2 } });
  expect(await statuses(4, { token: 'hello' })).toEqual([400, 400, 429, 429]);
  now += 30_000;
  expect(await statuses(2)).toEqual([200, 429]);
});

test('a device takes 240 messages a minute, and its neighbour is not touched', async () => {
  const answers = await statuses(241);
  expect(answers.filter((status) => status === 200)).toHaveLength(240);
  const [refused] = await send(1);
  expect([refused?.status, refused?.headers['retry-after']]).toEqual([429, '1']);
  expect(refused?.json.error.details[1].violations[0].subject).toBe('device');
  expect(await statuses(1, { token: addPhone(world.twin).token })).toEqual([200]);
  now += 250;
  expect(await statuses(2)).toEqual([200, 429]);
});

test('a device takes so many messages an hour', async () => {
  world.twin.settings.set({ limits: { devicePerHour: 3 } });
  expect(await statuses(4)).toEqual([200, 200, 200, 429]);
  now += 20 * 60_000;
  expect(await statuses(2)).toEqual([200, 429]);
});

test('a device takes 20 collapsible messages in a burst, then one each three minutes', async () => {
  const collapsible = { android: { collapse_key: 'k' } };
  expect(await statuses(21, collapsible)).toEqual([...Array(20).fill(200), 429]);
  expect(await statuses(1)).toEqual([200]);
  now += 179_999;
  expect(await statuses(1, collapsible)).toEqual([429]);
  now += 1;
  expect(await statuses(2, collapsible)).toEqual([200, 429]);
});

test('a dry run counts for the project only', async () => {
  world.twin.settings.set({ limits: { devicePerMinute: 1, projectPerMinute: 3 } });
  for (let n = 0; n < 2; n++) await sender.post({ message: { token: phone.token }, validate_only: true });
  expect(await statuses(2)).toEqual([200, 429]);
});

/** How many pass before the first is refused. */
function passing(take: () => number | undefined): number {
  let passed = 0;
  while (take() === undefined) passed++;
  return passed;
}

test('unless told otherwise a project may send 600,000 messages at once, and a device gets 5,000 an hour', () => {
  const limits = FcmLimits.parse({ devicePerMinute: 1_000_000 });
  const quotas = createQuotas({ limits: () => limits, now: () => now });
  // To a thousandth: a wait of less than a millisecond is none.
  expect(passing(() => quotas.takeProject('p')) / 600_000).toBeCloseTo(1, 2);
  const device = { token: 'a device' };
  expect(passing(() => quotas.takeDevice(device, false))).toBe(5000);
  now += 3_600_000;
  expect(passing(() => quotas.takeDevice(device, false))).toBe(5000);
});

test('of several things that are wrong the first in the order of the checks decides', async () => {
  const url = `${world.twin.url}/v1/projects/${PROJECT}/messages:send`;
  const post = (body: string, headers: Record<string, string> = sender.headers, to = url) =>
    call(to, { ca: world.ca, headers, body });
  const wrongScope = await assertion(world.account, {
    scope: 'https://www.googleapis.com/auth/userinfo.email',
  });
  const { json } = await exchange(world.twin.tokenUrl, world.ca, wrongScope);
  const { token } = phone;
  const gone = world.twin.createFcmToken();
  const error = ({ json }: { json: { error: { status: string; message: string; details?: object[] } } }) =>
    `${json.error.status}: ${json.error.message}${JSON.stringify(json.error.details ?? '')}`;
  const otherProject = url.replace(PROJECT, 'no-such-project');
  expect(error(await post('hello', {}, otherProject))).toMatch(/^UNAUTHENTICATED/);
  const scopeless = { authorization: `Bearer ${json.access_token}` };
  expect(error(await post('hello', scopeless, otherProject))).toMatch(/^PERMISSION_DENIED.*scopes/);
  expect(error(await post('{"message":{"token":7}}'))).toMatch(/^INVALID_ARGUMENT.*TYPE_STRING/);
  world.twin.settings.set({ limits: { projectPerMinute: 1 } });
  now += 120_000;
  expect(await statuses(1)).toEqual([200]);
  expect(error(await post('hello', sender.headers, otherProject))).toMatch(/^PERMISSION_DENIED: Permission/);
  for (const body of ['hello', '{"message":{"token":7}}', `{"message":{"token":"${token}","topic":"t"}}`]) {
    expect(error(await post(body))).toMatch(/^RESOURCE_EXHAUSTED.*project/);
  }
  world.twin.settings.set({ limits: { projectPerMinute: 600_000, devicePerMinute: 1 } });
  // The bucket is as empty as it was, and fills quickly now.
  now += 1;
  expect(error(await sender.send({ token, topic: 't', data: { from: 1 } }))).not.toContain('FcmError');
  expect(error(await sender.send({ token: gone, data: { from: '' } }))).toMatch(
    /^INVALID_ARGUMENT.*FcmError/,
  );
  const elsewhere = { token, android: { restricted_package_name: 'x' } };
  expect(error(await sender.send(elsewhere))).toMatch(/^INVALID_ARGUMENT.*package/);
  expect(error(await sender.send({ token }))).toMatch(/^RESOURCE_EXHAUSTED.*device/);
});

test('a part of a millisecond too early is refused: a full bucket and its refill are all there is', () => {
  let time = 0;
  const limits = FcmLimits.parse({ projectPerMinute: 7 });
  const quotas = createQuotas({ limits: () => limits, now: () => time });
  const take = (messages: number) => Array.from({ length: messages }, () => quotas.takeProject('p'));
  expect(take(2)).toEqual([undefined, undefined]);
  // Two come back in 17,142.86 ms.
  time = 17_142;
  expect(take(7)).toEqual([...Array<undefined>(6), 1]);
  time += 1;
  expect(take(2)).toEqual([undefined, 8572]);
});

test('in any order of messages and waits, a bucket never gives more than its size and its refill', () => {
  const step = fc.record({ wait: fc.nat({ max: 20_000 }), messages: fc.nat({ max: 30 }) });
  fc.assert(
    fc.property(
      fc.array(step, { maxLength: 30 }),
      fc.integer({ min: 1, max: 50 }),
      (steps, projectPerMinute) => {
        let time = 1_800_000_000_000;
        const start = time;
        const limits = FcmLimits.parse({ projectPerMinute });
        const quotas = createQuotas({ limits: () => limits, now: () => time });
        let passed = 0;
        for (const { wait, messages } of steps) {
          time += wait;
          for (let n = 0; n < messages; n++) {
            const refused = quotas.takeProject('p');
            if (refused === undefined) passed++;
            else expect(refused).toBeLessThanOrEqual(Math.ceil(60_000 / projectPerMinute));
          }
          const most = projectPerMinute + ((time - start) * projectPerMinute) / 60_000;
          expect(passed).toBeLessThanOrEqual(Math.floor(most + 1e-6));
        }
      },
    ),
  );
});
