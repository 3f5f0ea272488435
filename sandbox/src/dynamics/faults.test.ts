import { connect } from 'node:net';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createClock, type SandboxClock } from '../clock.ts';
import { FCM_TOKEN, IOS_TOKEN, startTestTwin, TRACKED, USER } from './testing.ts';

let t: Awaited<ReturnType<typeof startTestTwin>>;
let clock: SandboxClock;
beforeEach(async () => {
  clock = createClock({ stoppedAt: Date.UTC(2026, 0, 1) });
  t = await startTestTwin({ now: clock.now });
});
afterEach(() => t.twin.close());

const DEVICES = 'pushdeviceregistration/devices';
const iphone = { UserId: USER, ApnsDeviceToken: IOS_TOKEN };
const register = () => t.post(DEVICES, { ...t.auth, ...iphone });

test('a planted status is answered with Retry-After before the twin looks at the request, and is over after its times', async () => {
  const effect = { kind: 'status', status: 429, retryAfter: 7 } as const;
  t.twin.faults.plant({ route: 'register', effect, times: 2 });
  for (const _ of [1, 2]) {
    const answer = await register();
    expect([answer.status, answer.headers.get('retry-after')]).toEqual([429, '7']);
  }
  expect((await register()).status).toBe(202);
  expect(t.kinds().filter((kind) => kind === 'request.faulted')).toHaveLength(2);
});

test('a fault without a route strikes every request, until it is removed', async () => {
  const id = t.twin.faults.plant({ effect: { kind: 'status', status: 503 } });
  const statuses = async () => {
    const paths = [DEVICES, `${DEVICES}/batch`, `${DEVICES}/status/`, `${DEVICES}/cleanup`];
    const all = await Promise.all([...paths, 'pushdatareceiver/events'].map((path) => t.post(path, {})));
    return new Set(all.map((answer) => answer.status));
  };
  expect(await statuses()).toEqual(new Set([503]));
  expect(t.twin.faults.remove(id)).toBe(true);
  expect(await statuses()).toEqual(new Set([400]));
});

const events = { TrackingId: USER, DeviceToken: IOS_TOKEN, PushNotificationStatus: 1 };
const routes = [
  ['register', DEVICES, iphone],
  ['register-batch', `${DEVICES}/batch`, [iphone]],
  ['status', `${DEVICES}/status/`, { RegistrationRequestIds: [USER] }],
  ['cleanup', `${DEVICES}/cleanup`, { UserId: USER }],
  ['cleanup-batch', `${DEVICES}/cleanup/batch`, [{ UserId: USER }]],
  ['event', 'pushdatareceiver/events', events],
  ['event-v1', `pushchannel/event/trackings/${USER}`, events],
] as const;

test.each(routes.map(([route]) => route))('a fault of the route %s strikes no other', async (route) => {
  t.twin.faults.plant({ route, effect: { kind: 'status', status: 500 } });
  const withAuth = (item: object) => ({ ...t.auth, ...item });
  for (const [other, otherPath, otherBody] of routes) {
    const sent = Array.isArray(otherBody) ? otherBody.map(withAuth) : withAuth(otherBody);
    expect((await t.post(otherPath, sent)).status === 500).toBe(other === route);
  }
  const v1 = `pushchannel/apps/${t.mobileAppId}/devices/${USER}`;
  const legacy = { ApnsDeviceContract: { ApnsToken: IOS_TOKEN }, ApiToken: t.apiToken };
  expect((await t.post(v1, legacy)).status).toBe(200);
});

test('v1 registrations and tracked links have routes of their own', async () => {
  t.twin.faults.plant({ route: 'register-v1', effect: { kind: 'status', status: 500 } });
  t.twin.faults.plant({ route: 'link', effect: { kind: 'status', status: 502 } });
  expect((await t.post(`pushchannel/apps/${t.mobileAppId}/devices/${USER}`, {})).status).toBe(500);
  const link = `${t.twin.publicEndpoint}/api/orgs/${t.twin.organizationId}/r/none`;
  expect((await fetch(link)).status).toBe(502);
});

test('a fault of one device token strikes only requests that name it, in a batch too', async () => {
  t.twin.faults.plant({ token: FCM_TOKEN, effect: { kind: 'status', status: 500 } });
  const android = { UserId: USER, FcmDeviceToken: FCM_TOKEN };
  expect((await register()).status).toBe(202);
  const batch = [iphone, android].map((item) => ({ ...t.auth, ...item }));
  expect((await t.post(`${DEVICES}/batch`, batch)).status).toBe(500);
  expect(
    (await t.post(`${DEVICES}/cleanup`, { ...t.auth, UserId: USER, DeviceToken: FCM_TOKEN })).status,
  ).toBe(500);
});

test('a fault that lasts for a time ends with it, and the same seed hits the same requests', async () => {
  t.twin.faults.plant({ effect: { kind: 'status', status: 503 }, forMs: 60_000, probability: 0.5 });
  const hits = async () => {
    t.twin.faults.reseed(7);
    const hit: boolean[] = [];
    for (let request = 0; request < 12; request++) hit.push((await register()).status === 503);
    return hit;
  };
  const first = await hits();
  expect(new Set(first)).toEqual(new Set([true, false]));
  expect(await hits()).toEqual(first);
  await clock.advance(60_000);
  expect(await hits()).toEqual(Array(12).fill(false));
  expect(t.twin.faults.list()).toEqual([]);
});

describe('on the wire', () => {
  test('a dropped connection answers nothing', async () => {
    t.twin.faults.plant({ effect: { kind: 'drop' } });
    await expect(register()).rejects.toThrow();
  });

  test('a hanging request is answered nothing until the caller gives up', async () => {
    t.twin.faults.plant({ effect: { kind: 'hang' } });
    const init = { method: 'POST', signal: AbortSignal.timeout(200) };
    await expect(fetch(`${t.base}/${DEVICES}`, init)).rejects.toThrow(/timeout/i);
  });

  test('a connection that half closes breaks off in the midst of its answer', async () => {
    t.twin.faults.plant({ effect: { kind: 'half-close' } });
    const { hostname, port } = new URL(t.base);
    const raw = await new Promise<string>((resolve) => {
      const socket = connect(Number(port), hostname, () =>
        socket.write(
          `POST ${new URL(t.base).pathname}/${DEVICES} HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n`,
        ),
      );
      let text = '';
      socket.setEncoding('utf8');
      socket.on('data', (chunk) => {
        text += chunk;
      });
      socket.on('close', () => resolve(text));
    });
    const [head = '', body = ''] = raw.split('\r\n\r\n');
    expect(Number(/content-length: (\d+)/i.exec(head)?.[1])).toBeGreaterThan(body.length);
  });

  test('garbage is a 200 whose body is no JSON', async () => {
    t.twin.faults.plant({ effect: { kind: 'garbage' } });
    const answer = await register();
    expect(answer.status).toBe(200);
    await expect(answer.json()).rejects.toThrow();
  });

  test('a latency waits on the sandbox’s clock', async () => {
    const waited: number[] = [];
    const slow = await startTestTwin({ wait: async (ms) => void waited.push(ms) });
    slow.twin.faults.plant({ route: 'status', effect: { kind: 'latency', ms: 90_000 } });
    await slow.post(`${DEVICES}/status`, { ...slow.auth, RegistrationRequestIds: [USER] });
    expect(waited).toContain(90_000);
    await slow.twin.close();
  });
});

test.each([
  ['an unknown route', { route: 'devices', effect: { kind: 'drop' } }],
  ['an effect of another route', { route: 'store', effect: { kind: 'lost' } }],
  ['a common effect at the twin’s own work', { route: 'webhook', effect: { kind: 'drop' } }],
  ['an own effect without its route', { effect: { kind: 'lost' } }],
  ['no effect', { route: 'status' }],
])('%s is no fault', (_, fault) => {
  expect(() => t.twin.faults.plant(fault as never)).toThrow();
  expect(t.twin.faults.list()).toEqual([]);
});

describe('Dataverse', () => {
  test('a device that cannot be stored once is FailedToStoreDevice, and any request goes on', async () => {
    const fault = { route: 'store', effect: { kind: 'store-fails' }, times: 1 } as const;
    const id = t.twin.faults.plant(fault);
    expect(t.twin.faults.list()).toMatchObject([{ ...fault, id, left: 1 }]);
    expect(await t.register(iphone)).toMatchObject({ FailureReason: 'FailedToStoreDevice' });
    expect(t.twin.devices()).toMatchObject([{ result: 'Failed', reason: 'FailedToStoreDevice' }]);
    expect(await t.register(iphone)).toMatchObject({ Status: 'Success' });
  });

  /** A twin that waits on the clock. */
  async function startThrottled(forMs: number) {
    const slow = await startTestTwin({ now: clock.now, wait: clock.wait });
    slow.twin.faults.plant({ route: 'outcome', effect: { kind: 'throttled' }, forMs });
    const answer = await slow.post(DEVICES, { ...slow.auth, ...iphone }, TRACKED);
    expect(answer.status).toBe(202);
    const { RegistrationRequestId } = (await answer.json()) as { RegistrationRequestId: string };
    const asked = { ...slow.auth, RegistrationRequestIds: [RegistrationRequestId] };
    const status = async () => {
      const told = await slow.post(`${DEVICES}/status/`, asked);
      return (await told.json()) as unknown;
    };
    return { ...slow, status };
  }
  const PENDING = [{ Status: 'Pending', FailureReason: null }];
  const HOUR = 3_600_000;

  test('throttled for hours, the device is stored and the status stays Pending for ever', async () => {
    const slow = await startThrottled(5 * HOUR);
    await clock.advance(10 * HOUR);
    await slow.twin.settled();
    expect(await slow.status()).toEqual(PENDING);
    expect(slow.twin.devices()).toMatchObject([{ result: 'Success' }]);
    expect(slow.kinds()).toContain('registration.given-up');
    await slow.twin.close();
  });

  test('throttled for a minute, the outcome is only late', async () => {
    const slow = await startThrottled(60_000);
    await clock.advance(30_000);
    expect(await slow.status()).toEqual(PENDING);
    await clock.advance(HOUR);
    await slow.twin.settled();
    expect(await slow.status()).toEqual([{ Status: 'Success', FailureReason: null }]);
    await slow.twin.close();
  });

  test('throttled for hours, the device is lost where the switch says so', async () => {
    const slow = await startThrottled(5 * HOUR);
    slow.twin.switches.set({ throttledDevice: 'lost' });
    await clock.advance(10 * HOUR);
    await slow.twin.settled();
    expect(await slow.status()).toEqual(PENDING);
    expect(slow.twin.devices()).toMatchObject([{ result: 'Failed', reason: 'FailedToStoreDevice' }]);
    await slow.twin.close();
  });
});

test('a provider’s refusal can be planted, and the device table names it', async () => {
  const effect = { kind: 'refused', reason: 'PROJECT_NOT_PERMITTED' } as const;
  t.twin.faults.plant({ route: 'send', token: FCM_TOKEN, effect });
  expect(await t.register({ UserId: USER, FcmDeviceToken: FCM_TOKEN })).toMatchObject({
    FailureReason: 'DryRunSendingFailed',
  });
  expect(t.twin.devices()).toMatchObject([{ details: expect.stringMatching(/: PROJECT_NOT_PERMITTED$/) }]);
  expect(t.provider.sent).toEqual([]);
  expect(await t.register(iphone)).toMatchObject({ Status: 'Success' });
});
