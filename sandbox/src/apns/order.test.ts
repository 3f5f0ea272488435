import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import {
  ALERT,
  addPhone,
  newDeviceToken,
  openConnection,
  providerToken,
  pushHeaders,
  startTestTwin,
} from './testing/world.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let client: ReturnType<typeof openConnection>;
let right: ReturnType<typeof pushHeaders>;

beforeAll(async () => {
  world = await startTestTwin();
  client = openConnection(world.twin.development, world.ca);
  right = pushHeaders(addPhone(world.twin).token, `bearer ${await providerToken(world.key)}`);
});
afterEach(() => world.twin.faults.clear());
afterAll(async () => {
  client.close();
  await world.twin.close();
});

/** What is wrong with a request, and the reason that it alone is refused with. */
interface Mistake {
  what: string;
  reason: string;
  headers?: Record<string, string | string[] | undefined>;
  body?: string;
  planted?: true;
}

/** In the order in which the twin looks for them. */
const MISTAKES: Mistake[] = [
  { what: 'the path', reason: 'BadPath', headers: { ':path': '/2/device/abc' } },
  { what: 'the method', reason: 'MethodNotAllowed', headers: { ':method': 'PUT' } },
  { what: 'a missing device token', reason: 'MissingDeviceToken', headers: { ':path': '/3/device/' } },
  { what: 'a planted fault', reason: 'Shutdown', planted: true },
  { what: 'repeated headers', reason: 'DuplicateHeaders', headers: { 'x-anything': ['a', 'b'] } },
  { what: 'the sender', reason: 'MissingProviderToken', headers: { authorization: undefined } },
  { what: 'the other headers', reason: 'BadPriority', headers: { 'apns-priority': '7' } },
  { what: 'the topic', reason: 'TopicDisallowed', headers: { 'apns-topic': 'com.stranger.app' } },
  {
    ...{ what: 'the device token', reason: 'BadDeviceToken' },
    headers: { ':path': `/3/device/${newDeviceToken()}` },
  },
  { what: 'the app', reason: 'DeviceTokenNotForTopic', headers: { 'apns-topic': 'com.example.other' } },
  { what: 'the payload', reason: 'PayloadEmpty', body: '' },
];

async function reasonFor(...mistakes: Mistake[]): Promise<string | undefined> {
  const { twin } = world;
  if (mistakes.some(({ planted }) => planted))
    twin.faults.plant({ times: 1, effect: { kind: 'refuse', reason: 'Shutdown' } });
  const headers = Object.assign({ ...right }, ...mistakes.map((each) => each.headers));
  const given = Object.entries(headers).filter(([, value]) => value !== undefined);
  const body = mistakes.find((each) => each.body !== undefined)?.body ?? ALERT;
  return (await client.request(Object.fromEntries(given) as Record<string, string>, body)).json.reason;
}

test.each(MISTAKES)('$what alone: $reason', async (mistake) => {
  expect(await reasonFor(mistake)).toBe(mistake.reason);
});

/** Two that change the same header cannot both be there. */
const canMeet = (one: Mistake, other: Mistake) =>
  Object.keys(one.headers ?? {}).every((name) => !(name in (other.headers ?? {})));
const pairs = MISTAKES.flatMap((first, at) =>
  MISTAKES.slice(at + 1)
    .filter((second) => canMeet(first, second))
    .map((second) => [first.what, second.what, first, second] as const),
);
test.each(pairs)('looks at %s before %s', async (_, __, first, second) => {
  expect(await reasonFor(first, second)).toBe(first.reason);
  // A fault that was not reached is not used up.
  expect(world.twin.faults.list()).toHaveLength(second.planted ? 1 : 0);
});
