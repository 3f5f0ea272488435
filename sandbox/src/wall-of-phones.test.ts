import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { PEOPLE } from './app.ts';
import { type ControlClient, createControlClient } from './control/client.ts';
import { type Sandbox, type SandboxOptions, startSandbox } from './sandbox.ts';

/** Phones that come and go, by the control API. */

async function start(options: SandboxOptions): Promise<{ sandbox: Sandbox; control: ControlClient }> {
  const sandbox = await startSandbox({ gateway: false, ...options });
  onTestFinished(() => sandbox.close());
  const { control: url, controlToken: token } = sandbox.connection();
  return { sandbox, control: createControlClient({ url, token }) };
}

const names = async (control: ControlClient) => (await control.phones()).map(({ name }) => name);

it('a setup makes the phones that are lacking, and none the second time', async () => {
  const { control } = await start({ phones: ['iphone'] });
  const wanted = [{ profile: 'android-14' }, { profile: 'iphone' }, { profile: 'iphone' }];
  // Two lab windows at a time.
  const [first, second] = await Promise.all([control.setUpPhones(wanted), control.setUpPhones(wanted)]);
  expect(first.map(({ name, state }) => [name, state])).toEqual([
    ['Pixel 8', 'foreground'],
    ['iPhone 17', 'foreground'],
    ['iPhone 17 (2)', 'foreground'],
  ]);
  expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(await names(control)).toHaveLength(3);
  const [, , last] = first;
  expect(await control.setUpPhones([{ profile: 'iphone', id: last?.id ?? '' }])).toMatchObject([
    { id: last?.id },
  ]);
});

it('a setup with a profile that nobody knows makes nothing, and names those that there are', async () => {
  const { control } = await start({ phones: ['iphone'] });
  await expect(control.setUpPhones([{ profile: 'ipad' }, { profile: 'nokia' }])).rejects.toMatchObject({
    problem: { code: 'profile-unknown', detail: expect.stringMatching(/^No profile "nokia"; known: .*ipad/) },
  });
  expect(await names(control)).toEqual(['iPhone 17']);
});

it.each([
  ['iphone', 'Unregistered'],
  ['android-14', 'UNREGISTERED'],
])('of %s that is thrown away the page is cut off, and its token is dead', async (profile, reason) => {
  const { sandbox, control } = await start({ phones: [profile] });
  const [phone] = await control.phones();
  if (!phone) throw new Error('no phone');
  const { host, origin } = new URL(phone.page.url);
  const port = new URL(sandbox.connection().control).port;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/__phone`, { headers: { host }, origin });
  await once(socket, 'open');
  socket.send(JSON.stringify({ url: phone.page.url }));
  await expect.poll(async () => (await control.phone(phone.id)).page.connected).toBe(true);
  const contact = PEOPLE[0].contactid;
  await control.registerDevice(phone.id, contact);
  const told: string[] = [];
  socket.on('message', (data) => told.push(String(data)));
  const closed = once(socket, 'close');

  await control.removePhone(phone.id);

  await closed;
  expect(told.at(-1)).toBe('{"closed":true}');
  expect(await control.phones()).toEqual([]);
  await expect(control.launch(phone.id)).rejects.toMatchObject({ problem: { code: 'phone-unknown' } });
  expect(await control.timeline({ phone: phone.id })).toContainEqual(
    expect.objectContaining({ kind: 'phone.removed' }),
  );
  const push = await control.sendPush({ contact, title: 'Too late' });
  expect(push.devices).toEqual([expect.objectContaining({ result: 'removed', reason })]);
});

it('a phone that was thrown away does not come back with the next start', async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wall-of-phones-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const before = await start({ phones: ['iphone', 'android-14'], dataDir });
  await before.control.removePhone('p1');
  await before.sandbox.close();
  const after = await start({ phones: ['iphone', 'android-14'], dataDir });
  expect(await names(after.control)).toEqual(['Pixel 8']);
});
