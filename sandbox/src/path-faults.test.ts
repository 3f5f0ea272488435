import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { openVmPage, type VmPage } from './phone/vm-page.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** What goes wrong, seen from the page: the real shell core and gateway behind it, and hours that take no time. */

let sandbox: Sandbox;
let page: VmPage;
const HOUR = 3_600_000;

beforeAll(async () => {
  sandbox = await startSandbox();
  const phone = sandbox.phones.get('p3');
  if (!phone) throw new Error('no phone p3');
  await phone.launch();
  page = openVmPage(phone, { scripts: [] });
  await page.evaluate('median.msdynamics.promptNotificationPermission()');
});
afterEach(() => {
  sandbox.dynamics.faults.clear();
  sandbox.dynamics.switches.reset();
  sandbox.fcm.faults.clear();
});
afterAll(() => sandbox?.close());

const register = (userId: string) =>
  page.evaluate(`median.msdynamics.registerDevice({ userId: '${userId}' })`);
async function state(): Promise<string> {
  const { registration } = await page.evaluate<{ registration: { state: string; userId?: string } }>(
    'median.msdynamics.registrationInfo()',
  );
  return `${registration.state} ${registration.userId}`;
}

/** The time goes on, a bit at a time, as polls and back-offs need real requests between their waits. */
const laterUntil = (wanted: string) =>
  expect
    .poll(
      async () => {
        await sandbox.clock.advance(5 * 60_000);
        return state();
      },
      { timeout: 40_000 },
    )
    .toBe(wanted);

test('a registration that Dynamics leaves open for hours is registered once it has its outcome', async () => {
  sandbox.dynamics.switches.set({ registrationDelayMs: 3 * HOUR });
  void register('abc123-user-uuid').catch(() => undefined);
  await expect.poll(() => sandbox.dynamics.devices().length).toBeGreaterThan(0);
  const before = sandbox.clock.now();
  await laterUntil('registered abc123-user-uuid');
  expect(sandbox.clock.now() - before).toBeGreaterThan(2.9 * HOUR);
}, 60_000);

test('a gateway whose calls are throttled, cut and answered with nonsense registers the user all the same', async () => {
  const { faults } = sandbox.dynamics;
  faults.plant({
    route: 'register',
    times: 1,
    effect: { kind: 'status', status: 429, retryAfter: 1800 },
  });
  faults.plant({ route: 'register', times: 1, effect: { kind: 'half-close' } });
  faults.plant({ route: 'status', times: 1, effect: { kind: 'garbage' } });
  faults.plant({ route: 'status', times: 1, effect: { kind: 'drop' } });
  faults.plant({ route: 'status', times: 1, effect: { kind: 'status', status: 500 } });
  void register('jonas-4711').catch(() => undefined);
  await expect.poll(() => faults.list().length, { timeout: 40_000 }).toBeLessThan(5);
  await laterUntil('registered jonas-4711');
  expect(faults.list()).toEqual([]);
}, 60_000);

test('a token that Google refuses at the dry run is told to the page as a refused registration', async () => {
  sandbox.fcm.faults.plant({ effect: { kind: 'refuse', reason: 'UNREGISTERED' } });
  void register('mina-0815').catch(() => undefined);
  await laterUntil('refused mina-0815');
  await expect
    .poll(() => sandbox.dynamics.devices().map(({ reason }) => reason))
    .toContain('DryRunSendingFailed');
}, 60_000);
