import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { IOS_TOKEN, serviceAccount, startTestTwin, TRACKED, USER } from './testing.ts';
import { RegisterAnswer } from './wire.ts';

/** The switches of the API; those of webhook, sending and journeys are tested beside them. */
let t: Awaited<ReturnType<typeof startTestTwin>>;
let now = Date.UTC(2026, 0, 1);
const waited: number[] = [];
beforeEach(async () => {
  waited.length = 0;
  t = await startTestTwin({ now: () => now, wait: async (ms) => void waited.push(ms) });
});
afterEach(() => t.twin.close());

const DEVICES = 'pushdeviceregistration/devices';
const OTHER = '1f8fad5b-d9cb-469f-a165-70867728950e';
const iphone = { UserId: USER, ApnsDeviceToken: IOS_TOKEN };
const statusOf = async (path: string, body: object) => (await t.post(path, body)).status;
const register = (item: object) => statusOf(DEVICES, { ...t.auth, ...item });
const clean = (path: string, body: object) => statusOf(`${DEVICES}/cleanup${path}`, body);

test('every switch has its recommended default, can be set and goes back to it', () => {
  const defaults = t.twin.switches.get();
  expect(Object.keys(defaults).length).toBeGreaterThan(30);
  t.twin.switches.set({ statusSlash: 'with', apnsTokenLimit: 100 });
  expect(t.twin.switches.get()).toEqual({ ...defaults, statusSlash: 'with', apnsTokenLimit: 100 });
  t.twin.switches.reset();
  expect(t.twin.switches.get()).toEqual(defaults);
});

test('the README lists every switch with its default', () => {
  const readme = readFileSync(new URL('./README.md', import.meta.url), 'utf8');
  const listed = [...readme.matchAll(/^\|[^|]+\| `(\w+)` +\| `?([^|`]+)`?[^|]*\|[^|]*\| `/gm)];
  const told = Object.fromEntries(listed.map(([, name = '', value = '']) => [name, value.trim()]));
  const defaults = Object.entries(t.twin.switches.get()).map(([name, value]) => [name, String(value)]);
  expect(told).toEqual(Object.fromEntries(defaults));
});

test('an unknown switch or a bad value is refused and changes nothing', () => {
  expect(() => t.twin.switches.set({ statusSlash: 'with', nonsense: 1 } as object)).toThrow();
  expect(() => t.twin.switches.set({ statusSlash: 'maybe' } as object)).toThrow();
  expect(t.twin.switches.get().statusSlash).toBe('either');
});

test('switches survive a restart', async () => {
  t.twin.switches.set({ statusTexts: 'human' });
  const again = await startTestTwin({ state: JSON.parse(JSON.stringify(t.twin.snapshot())) });
  expect(again.twin.switches.get().statusTexts).toBe('human');
  await again.twin.close();
});

test('#5 c: a status call with a wrong ApiToken can be answered with Pending for every id', async () => {
  const ask = { ...t.auth, ApiToken: 'AAAA', RegistrationRequestIds: [USER, OTHER] };
  expect(await statusOf(`${DEVICES}/status/`, ask)).toBe(400);
  t.twin.switches.set({ invalidTokenAtStatus: 'pending' });
  const pending = { Status: 'Pending', FailureReason: null };
  expect(await (await t.post(`${DEVICES}/status/`, ask)).json()).toEqual([pending, pending]);
});

test('#6: a cleanup batch can be an array only, or an object only', async () => {
  const one = { ...t.auth, UserId: USER };
  const both = async () => [await clean('/batch', [one]), await clean('/batch', one)];
  expect(await both()).toEqual([202, 202]);
  t.twin.switches.set({ cleanupBatchBody: 'array' });
  expect(await both()).toEqual([202, 400]);
  t.twin.switches.set({ cleanupBatchBody: 'object' });
  expect(await both()).toEqual([400, 202]);
});

test('#7: a cleanup without DeviceToken can remove nothing, or be a 400', async () => {
  await t.register(iphone);
  const all = { ...t.auth, UserId: USER };
  t.twin.switches.set({ cleanupWithoutToken: 'none' });
  expect(await clean('', all)).toBe(202);
  t.twin.switches.set({ cleanupWithoutToken: 'refused' });
  expect([await clean('', all), await clean('/batch', [all])]).toEqual([400, 400]);
  expect(t.twin.devices()).toHaveLength(1);
  expect(await clean('', { ...all, DeviceToken: IOS_TOKEN })).toBe(202);
  expect(t.twin.devices()).toEqual([]);
});

test('#8: the status path can be known with its trailing slash only, or without', async () => {
  const ask = { ...t.auth, RegistrationRequestIds: [USER] };
  const both = async () => [
    await statusOf(`${DEVICES}/status/`, ask),
    await statusOf(`${DEVICES}/status`, ask),
  ];
  expect(await both()).toEqual([200, 200]);
  t.twin.switches.set({ statusSlash: 'with' });
  expect(await both()).toEqual([200, 404]);
  t.twin.switches.set({ statusSlash: 'without' });
  expect(await both()).toEqual([404, 200]);
});

test('#11: an interaction can be taken as the number 1 only', async () => {
  t.twin.switches.set({ interactionStatus: 'number-1' });
  const send = (PushNotificationStatus: unknown) =>
    statusOf('pushdatareceiver/events', { TrackingId: USER, DeviceToken: IOS_TOKEN, PushNotificationStatus });
  const answers = await Promise.all([1, '1', 'Opened', 0, '0', 'Clicked'].map(send));
  expect(answers).toEqual([202, 400, 400, 400, 400, 400]);
});

test('#12: a FailureReason can come with stray spaces around it', async () => {
  await t.register(iphone);
  t.twin.switches.set({ reasonSpaces: 'around' });
  expect(await t.register(iphone)).toEqual({ Status: 'Failed', FailureReason: ' DuplicateExists ' });
});

test('#13: how long a device token may be can be set for each platform', async () => {
  t.twin.switches.set({ apnsTokenLimit: 200, fcmTokenLimit: 3 });
  expect(await t.register({ UserId: USER, ApnsDeviceToken: 'ab'.repeat(100) })).toMatchObject({
    Status: 'Success',
  });
  expect(await t.register({ UserId: USER, FcmDeviceToken: 'a:bc' })).toMatchObject({
    FailureReason: 'DeviceTokenTooLong',
  });
});

test('#14: a UserId that is nobody’s can be a 400', async () => {
  t.twin.switches.set({ unknownUser: 'refused' });
  expect(await register(iphone)).toBe(400);
  t.twin.addContact({ contactid: USER, fullname: 'Ada Lovelace' });
  expect(await register(iphone)).toBe(202);
  const batch = [iphone, { ...iphone, UserId: OTHER }].map((item) => ({ ...t.auth, ...item }));
  expect(await statusOf(`${DEVICES}/batch`, batch as never)).toBe(400);
});

test('#15: a UserId of 32 hex digits can be a 400', async () => {
  const profile = { ...iphone, UserId: USER.replaceAll('-', '') };
  expect(await register(profile)).toBe(202);
  t.twin.switches.set({ userIdForm: 'dashed' });
  expect([await register(profile), await register(iphone)]).toEqual([400, 202]);
});

test('#16: a token can be one user’s only within an app', async () => {
  await t.register(iphone);
  t.twin.switches.set({ uniqueness: 'app-token' });
  expect(await t.register({ ...iphone, UserId: OTHER })).toMatchObject({ FailureReason: 'DuplicateExists' });
  const app = { MobileAppId: t.twin.createMobileApp({ name: 'Second', android: secondAndroid() }) };
  const token = await t.twin.generateAccessToken(app.MobileAppId);
  expect(await t.register({ ...iphone, ...app, ApiToken: token })).toMatchObject({ Status: 'Pending' });
  await t.twin.settled();
  expect(t.twin.devices({ mobileAppId: app.MobileAppId })).toMatchObject([{ result: 'Success' }]);
});

test('#17: a cleanup can take its time', async () => {
  await t.register(iphone);
  t.twin.switches.set({ cleanupDelayMs: 4321 });
  await clean('', { ...t.auth, UserId: USER });
  await t.twin.settled();
  expect(waited).toContain(4321);
  expect(t.twin.devices()).toEqual([]);
});

test('#18: how long a registration is Pending at least can be set', async () => {
  t.twin.switches.set({ registrationDelayMs: 1234 });
  await t.register(iphone);
  expect(waited).toContain(1234);
});

test('#21: a batch can refuse only its bad items, whose ids stay Pending', async () => {
  const batch = [{ UserId: 'nobody', ApnsDeviceToken: 'aa' }, iphone].map((item) => ({ ...t.auth, ...item }));
  expect((await t.post(`${DEVICES}/batch`, batch, TRACKED)).status).toBe(400);
  t.twin.switches.set({ batchRefusal: 'per-item' });
  const answer = await t.post(`${DEVICES}/batch`, batch, TRACKED);
  const ids = RegisterAnswer.array().parse(await answer.json());
  await t.twin.settled();
  const RegistrationRequestIds = ids.map((id) => id.RegistrationRequestId);
  const status = await t.post(`${DEVICES}/status/`, { ...t.auth, RegistrationRequestIds });
  expect(await status.json()).toMatchObject([{ Status: 'Pending' }, { Status: 'Success' }]);
});

describe('#23: names', () => {
  const camel = () => ({
    ...{ mobileAppId: t.mobileAppId, apiToken: t.apiToken },
    ...{ userid: USER, apnsDeviceToken: IOS_TOKEN },
  });

  test('of another case can be understood', async () => {
    expect(await statusOf(DEVICES, camel())).toBe(400);
    t.twin.switches.set({ jsonNames: 'any-case' });
    expect(await statusOf(DEVICES, camel())).toBe(202);
    expect(await statusOf(`${DEVICES}/batch`, [camel()])).toBe(202);
    const legacy = { apnsDeviceContract: { apnsToken: IOS_TOKEN }, apitoken: t.apiToken };
    expect(await statusOf(`pushchannel/apps/${t.mobileAppId}/devices/${USER}`, legacy)).toBe(200);
  });

  test('nested without end are refused like any other body', async () => {
    t.twin.switches.set({ jsonNames: 'any-case' });
    t.twin.faults.plant({ token: 'x', effect: { kind: 'drop' } });
    const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
    expect((await t.post(DEVICES, deep)).status).toBe(400);
  });

  test('that end with a space never match', async () => {
    const sample = { 'MobileAppId ': t.mobileAppId, 'DeviceToken ': 'a', UserId: USER, ApiToken: t.apiToken };
    t.twin.switches.set({ jsonNames: 'any-case' });
    expect(await statusOf(DEVICES, sample)).toBe(400);
  });
});

test('#24: developer information can write the public endpoint without its scheme', () => {
  t.twin.switches.set({ publicEndpointForm: 'bare' });
  const { publicEndpoint } = t.twin.developerInformation(t.mobileAppId);
  expect(`http://${publicEndpoint}`).toBe(t.twin.publicEndpoint);
});

test('#25: access tokens can run out', async () => {
  t.twin.switches.set({ accessTokenLifetimeMs: 3_600_000 });
  expect(await t.register(iphone)).toMatchObject({ Status: 'Success' });
  now += 3_600_000;
  const ask = { ...t.auth, RegistrationRequestIds: [USER] };
  expect(await statusOf(`${DEVICES}/status/`, ask)).toBe(400);
  t.twin.switches.reset();
  expect(await statusOf(`${DEVICES}/status/`, ask)).toBe(200);
});

const secondAndroid = () => ({ serviceAccountJson: JSON.stringify(serviceAccount()) });
