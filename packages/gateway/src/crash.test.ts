import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestClock } from '../test/clock.ts';
import type { CallKind } from '../test/dynamics-fake.ts';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  quick,
  send,
  startTestGateway,
  type TestGateway,
} from '../test/gateway.ts';
import { unanswered } from '../test/unanswered.ts';

const LEASE_MS = 61_000;

let gateway: TestGateway;
beforeEach(async () => {
  gateway = await startTestGateway();
});
afterEach(() => gateway.end());

const ENDINGS = { register: '/devices', status: '/status/', cleanup: '/cleanup', event: '/events' };

/** The call reaches Dynamics; its answer never reaches the process, which does nothing more. */
function dyingAt(kind: CallKind): typeof globalThis.fetch {
  return async (input, init) => {
    const answer = await gateway.dynamics.fetch(input, init);
    if (!String(input).endsWith(ENDINGS[kind])) return answer;
    return unanswered(init?.signal);
  };
}

/** A gateway on the same database that dies at its first such call; its own clock holds it there. */
const startDying = (kind: CallKind) =>
  gateway.sibling({
    fetch: dyingAt(kind),
    clock: createTestClock(),
    timing: { ...quick, timeoutMs: 50_000, sweepMs: 600_000, closeGraceMs: 1 },
  });

test.each<CallKind>(['register', 'status', 'cleanup'])(
  'what a gateway leaves behind that dies during a %s call, the next one finishes',
  async (kind) => {
    const token = newToken();
    const device = await announceDevice(gateway, { token: { value: token } });
    await device.bind(ANNA);
    await gateway.close();
    const dying = await startDying(kind);
    const before = gateway.dynamics.of(kind).length;
    await send(dying, `PUT ${device.path}/user`, { body: { userId: BERT }, credential: device.credential });
    await expect.poll(() => gateway.dynamics.of(kind).length).toBeGreaterThan(before);
    await gateway.sibling();
    gateway.clock.skip(LEASE_MS);
    await expect.poll(() => gateway.dynamics.held(), { timeout: 5_000 }).toEqual([`${BERT} ${token}`]);
  },
);

test('a gateway that dies with a registration under way does not make a logout forget it', async () => {
  const device = await announceDevice(gateway);
  await gateway.close();
  const dying = await startDying('register');
  await send(dying, `PUT ${device.path}/user`, { body: { userId: ANNA }, credential: device.credential });
  await expect.poll(() => gateway.dynamics.of('register').length).toBe(1);
  await send(dying, `DELETE ${device.path}/user`, { credential: device.credential });
  const next = await gateway.sibling();
  gateway.clock.skip(LEASE_MS);
  await expect.poll(() => gateway.dynamics.of('cleanup').length).toBe(1);
  const read = () => send(next, `GET ${device.path}`, { credential: device.credential });
  await expect.poll(async () => (await read()).body.registration.state).toBe('removed');
});
