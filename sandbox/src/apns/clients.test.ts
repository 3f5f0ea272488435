import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import apn from '@parse/node-apn';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createApnsKey } from './keys.ts';
import { addPhone, BUNDLE, newDeviceToken, startTestTwin } from './testing/world.ts';

/** Senders as they are on npm, unmodified (facts: apns-fcm-phones.md §3.1, §3.2). */

let world: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  world = await startTestTwin();
});
afterAll(() => world.twin.close());

const notification = (topic = BUNDLE) =>
  Object.assign(new apn.Notification(), { topic, alert: { title: 'Hi' }, pushType: 'alert' });

async function sendWithNodeApn(tokens: string[], { key = world.key, topic = BUNDLE } = {}) {
  const { port } = world.twin.development;
  const token = { key: key.key, keyId: key.keyId, teamId: key.teamId };
  const provider = new apn.Provider({ token, address: 'localhost', port, ca: [world.ca] });
  const { sent, failed } = await provider.send(notification(topic), tokens);
  await provider.shutdown();
  return { sent, reasons: failed.map(({ status, response }) => `${status} ${response?.reason}`), failed };
}

test('node-apn delivers a burst of 200 over one connection', async () => {
  const phones = Array.from({ length: 200 }, () => addPhone(world.twin));
  const { sent, failed } = await sendWithNodeApn(phones.map(({ token }) => token));
  expect([sent.length, failed]).toEqual([200, []]);
  expect(phones.every(({ received }) => received.length === 1)).toBe(true);
});

test('node-apn is told of dead, unknown and foreign tokens', async () => {
  const gone = addPhone(world.twin);
  world.twin.unregisterDevice(gone.token);
  const dead = await sendWithNodeApn([gone.token]);
  expect(dead.reasons).toEqual(['410 Unregistered']);
  expect(dead.failed[0]?.response?.timestamp).toBeTypeOf('number');
  expect((await sendWithNodeApn([newDeviceToken()])).reasons).toEqual(['400 BadDeviceToken']);
  const foreign = await sendWithNodeApn([addPhone(world.twin).token], { topic: 'com.example.other' });
  expect(foreign.reasons).toEqual(['400 DeviceTokenNotForTopic']);
});

test('node-apn with another key is refused', async () => {
  const key = createApnsKey(world.key.teamId);
  const { reasons } = await sendWithNodeApn([addPhone(world.twin).token], { key });
  expect(reasons).toEqual(['403 InvalidProviderToken']);
});

test('apns2 delivers and reads reasons', async () => {
  const phone = addPhone(world.twin);
  const answers = await inNodeWithApns2([phone.token, newDeviceToken()]);
  expect(answers).toEqual(['sent', 'BadDeviceToken']);
  expect(phone.received).toHaveLength(1);
});

/** apns2 dials port 443 only and takes its CA from the environment: a process of its own, its dialling redirected. */
async function inNodeWithApns2(tokens: string[]): Promise<string[]> {
  const folder = await mkdtemp(join(tmpdir(), 'apns2-'));
  const [ca, preload] = [join(folder, 'ca.pem'), join(folder, 'redirect.cjs')];
  await writeFile(ca, world.ca);
  await writeFile(preload, redirect(world.twin.development.port));
  const sender = fileURLToPath(new URL('./testing/apns2-sender.mjs', import.meta.url));
  const given = JSON.stringify({ key: world.key, topic: BUNDLE, tokens });
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: ca };
  const run = promisify(execFile)(process.execPath, ['--require', preload, sender, given], { env });
  const { stdout } = await run.finally(() => rm(folder, { recursive: true }));
  return JSON.parse(stdout);
}

const redirect = (port: number) => `
  const tls = require('node:tls');
  const { connect } = tls;
  tls.connect = (options, ...rest) => connect({ ...options, host: '127.0.0.1', port: ${port} }, ...rest);
`;
