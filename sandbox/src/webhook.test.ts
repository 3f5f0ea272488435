import { randomBytes, randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { type AddressInfo, createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createGateway } from '@journeys-push/gateway';
import { type EmbeddedPostgres, startEmbeddedPostgres } from '@journeys-push/gateway/embedded';
import { type Served, serveGateway } from '@journeys-push/gateway/serve';
import { pino } from 'pino';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestTwin, USER } from './dynamics/testing.ts';

let twin: Awaited<ReturnType<typeof startTestTwin>>;
let database: EmbeddedPostgres;
let gateway: Served;
let dataDir: string;
const lines: Record<string, unknown>[] = [];

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-'));
  [twin, database] = await Promise.all([startTestTwin(), startEmbeddedPostgres({ dataDir })]);
  const port = await freePort();
  const { publicEndpoint, organizationId } = twin.twin;
  gateway = await serveGateway(
    createGateway({
      databaseUrl: database.url,
      identity: { mode: 'off' },
      apps: [
        {
          ...{ id: 'shop', publicEndpoint, organizationId, mobileAppId: twin.mobileAppId },
          apiTokens: [twin.apiToken],
          ios: { bundleId: 'com.example.shop' },
        },
      ],
      webhooks: { publicUrl: `http://127.0.0.1:${port}` },
      log: pino({ level: 'info' }, { write: (line) => lines.push(JSON.parse(line)) }),
      // By itself it would ask much too late.
      timing: { firstPollWaitedMs: 60_000 },
    }),
    { port },
  );
});
afterAll(async () => {
  await gateway?.close();
  await Promise.all([twin?.twin.close(), database?.stop()]);
  await rm(dataDir, { recursive: true, force: true });
});

async function freePort(): Promise<number> {
  const probe = createServer();
  await new Promise<void>((resolve) => probe.listen(0, '127.0.0.1', resolve));
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

/** A new installation whose user is bound; resolves with the gateway's answer. */
async function bind() {
  const url = `${gateway.url}/v1/installations/${randomUUID()}`;
  const put = (path: string, body: object, headers: Record<string, string> = {}) =>
    fetch(url + path, {
      method: 'PUT',
      headers: { 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    });
  const facts = {
    ...{ appVersion: '1.0.0', appBuild: '1', distribution: 'release', hardware: 'armv8', language: 'en' },
    ...{ model: 'iPhone', os: 'iOS', osVersion: '17.0', timeZone: 'America/New_York' },
  };
  const token = { value: randomBytes(32).toString('hex') };
  const installation = {
    platform: 'ios',
    appId: 'com.example.shop',
    facts,
    token,
    notificationsEnabled: true,
  };
  const enrolled = await put('', { ...installation, enrollmentKey: randomBytes(24).toString('hex') });
  const { credential } = (await enrolled.json()) as { credential: string };
  const answer = await put(
    '/user',
    { userId: USER },
    { authorization: `Bearer ${credential}`, prefer: 'wait=15' },
  );
  return answer.json();
}

test('with webhooks, the twin calls back and whoever waits has the verdict long before the first poll', async () => {
  expect(await bind()).toMatchObject({ registration: { state: 'registered' } });
  expect(twin.kinds()).toContain('webhook.delivered');
  expect(lines).toContainEqual(expect.objectContaining({ code: 'outcome-heard', status: 'Success' }));
});

test('the way the twin signs is pinned: after a change callbacks are refused, and polling still finds the verdict', async () => {
  expect(lines).toContainEqual(
    expect.objectContaining({ code: 'signature-pinned', encoding: 'base64', key: 'text', url: 'verbatim' }),
  );
  twin.twin.switches.set({ signatureEncoding: 'hex-lower' });
  expect(await bind()).toMatchObject({ registration: { state: 'sent' } });
  expect(lines).toContainEqual(expect.objectContaining({ code: 'outcome-invalid', why: 'signature' }));
  expect(twin.kinds()).toContain('webhook.lost');
});
