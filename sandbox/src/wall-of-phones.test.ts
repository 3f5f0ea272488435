import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { request } from 'undici';
import { afterAll, beforeAll, expect, it, onTestFinished } from 'vitest';
import { WebSocket } from 'ws';
import { type ControlClient, createControlClient } from './control/client.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** Phones that come and go, by the control API. */

let sandbox: Sandbox;
let control: ControlClient;
beforeAll(async () => {
  sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  control = clientOf(sandbox);
});
afterAll(() => sandbox?.close());

function clientOf(of: Sandbox): ControlClient {
  const { control: url, controlToken: token } = of.connection();
  return createControlClient({ url, token });
}

const names = async (of = control) => (await of.phones()).map(({ name }) => name);

it('a setup makes the phones that are lacking, and none the second time', async () => {
  const wanted = [{ profile: 'android-14' }, { profile: 'iphone' }, { profile: 'iphone' }];
  // Two lab windows at a time.
  const [first, second] = await Promise.all([control.setUpPhones(wanted), control.setUpPhones(wanted)]);
  expect(first.map(({ name, state }) => [name, state])).toEqual([
    ['Pixel 8', 'foreground'],
    ['iPhone 17', 'foreground'],
    ['iPhone 17 (2)', 'foreground'],
  ]);
  expect(second.map(({ id }) => id)).toEqual(first.map(({ id }) => id));
  expect(await names()).toHaveLength(3);
  const last = first.at(-1)?.id ?? '';
  expect(await control.setUpPhones([{ profile: 'iphone', id: last }])).toMatchObject([{ id: last }]);
});

it('a setup with a profile that nobody knows makes nothing, and names those that there are', async () => {
  const before = await names();
  await expect(control.setUpPhones([{ profile: 'ipad' }, { profile: 'nokia' }])).rejects.toMatchObject({
    problem: { code: 'profile-unknown', detail: expect.stringMatching(/^No profile "nokia"; known: .*ipad/) },
  });
  expect(await names()).toEqual(before);
});

it.each([
  ['ipad', 'Unregistered'],
  ['android-16', 'UNREGISTERED'],
])('of %s that is thrown away the page is cut off, and its token is dead', async (profile, reason) => {
  const phone = await control.createPhone(profile);
  const { host, origin } = new URL(phone.page.url);
  const port = new URL(sandbox.connection().control).port;
  const socket = new WebSocket(`ws://127.0.0.1:${port}/__phone`, { headers: { host }, origin });
  await once(socket, 'open');
  socket.send(JSON.stringify({ url: phone.page.url }));
  await expect.poll(async () => (await control.phone(phone.id)).page.connected).toBe(true);
  const contact = await control.addContact({ fullname: `Owner of ${profile}` });
  await control.registerDevice(phone.id, contact);
  const told: string[] = [];
  socket.on('message', (data) => told.push(String(data)));
  const closed = once(socket, 'close');

  await control.removePhone(phone.id);

  await closed;
  expect(told.at(-1)).toBe('{"closed":true}');
  expect(await names()).not.toContain(phone.name);
  await expect(control.launch(phone.id)).rejects.toMatchObject({ problem: { code: 'phone-unknown' } });
  expect(await control.timeline({ phone: phone.id })).toContainEqual(
    expect.objectContaining({ kind: 'phone.removed' }),
  );
  const push = await control.sendPush({ contact, title: 'Too late' });
  expect(push.devices).toEqual([expect.objectContaining({ result: 'removed', reason })]);
});

it('a phone that was thrown away does not come back with the next start', { timeout: 40_000 }, async () => {
  const dataDir = await mkdtemp(join(tmpdir(), 'wall-of-phones-'));
  onTestFinished(() => rm(dataDir, { recursive: true, force: true }));
  const options = { gateway: false, phones: ['iphone', 'android-14'], dataDir };
  {
    await using before = await startSandbox(options);
    await clientOf(before).removePhone('p1');
  }
  await using after = await startSandbox(options);
  expect(await names(clientOf(after))).toEqual(['Pixel 8']);
});

it('the page of a phone that is gone is no error in the frame that was about to show it', async () => {
  const phone = await control.createPhone('iphone');
  await control.removePhone(phone.id);
  const { host } = new URL(phone.page.url);
  const ask = async (dest: string) => {
    const headers = { host, 'sec-fetch-dest': dest };
    const { statusCode } = await request(new URL('/', sandbox.connection().control), { headers });
    return statusCode;
  };
  expect([await ask('iframe'), await ask('empty')]).toEqual([200, 404]);
});
