import { randomBytes, randomUUID } from 'node:crypto';
import { createGateway, type Gateway } from '@journeys-push/gateway';
import { pino } from 'pino';
import { Agent, fetch as undiciFetch } from 'undici';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createClock } from './clock.ts';
import { openDataFolder } from './data-folder.ts';
import { startDatabase } from './database.ts';
import { startDataverse } from './dynamics/dataverse/testing.ts';
import { createUnderWay } from './under-way.ts';

/** From the app's user id to a push device of the right contact, and back to the contact: gateway and twin. */

const underWay = createUnderWay();
const clock = createClock({ settle: underWay.settle });
let t: Awaited<ReturnType<typeof startDataverse>>;
let agent: Agent;
let gateway: Gateway;
let clientId = '';
const closers: (() => unknown)[] = [];
beforeAll(async () => {
  t = await startDataverse();
  agent = new Agent({ connect: { ca: t.ca } });
  const folder = await openDataFolder(undefined);
  const database = await startDatabase(folder.database);
  const roles = { contact: 'organization', write: { contact: 'organization' } } as const;
  const app = t.twin.createAppRegistration({ roles });
  clientId = app.clientId;
  gateway = gatewayOn(database.url, app);
  await gateway.start();
  closers.push(folder.dispose, database.stop, t.close, () => agent.destroy());
});
afterAll(async () => {
  await gateway?.close();
  for (const close of closers.reverse()) await close();
});

function gatewayOn(databaseUrl: string, app: { tenantId: string; clientId: string; clientSecret: string }) {
  const { tenantId, clientSecret } = app;
  const information = t.twin.developerInformation(t.mobileAppId);
  const shop = { id: 'shop', mobileAppId: t.mobileAppId, apiTokens: information.accessTokens };
  const { publicEndpoint, organizationId } = information;
  return createGateway({
    ...{ databaseUrl, clock, log: pino({ level: 'silent' }), identity: { mode: 'off' } },
    apps: [{ ...shop, publicEndpoint, organizationId, ios: { bundleId: 'com.example.shop' } }],
    users: {
      unknown: 'retry',
      rules: [{ entity: 'contact', column: 'new_appid' }],
      dataverse: { url: t.dataverse.url, credential: { kind: 'secret', tenantId, clientId, clientSecret } },
      deviceFacts: { columns: { language: 'new_language', notificationsEnabled: 'new_push' } },
    },
    fetch: underWay.watch(((url: string, init: object) =>
      undiciFetch(url, { ...init, dispatcher: agent })) as typeof fetch),
    async getDataverseToken(scope) {
      const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret };
      return (await t.form(t.dataverse.tokenUrl, { ...form, scope })).json.access_token;
    },
    timing: { firstPollWaitedMs: 20, firstPollMs: 20 },
  });
}

const facts = {
  ...{ appVersion: '1.0.0', appBuild: '1', distribution: 'release', hardware: 'armv8', language: 'de' },
  ...{ model: 'iPhone', os: 'iOS', osVersion: '18.0', timeZone: 'Europe/Berlin' },
};

/** An installation as a shell announces it. */
async function announce() {
  const path = `/v1/installations/${randomUUID()}`;
  const token = { value: randomBytes(32).toString('hex') };
  const call = async (method: string, route: string, body?: object, credential?: string) => {
    const headers = {
      'content-type': 'application/json',
      authorization: `Bearer ${credential}`,
      prefer: 'wait=10',
    };
    const sent = body ? { body: JSON.stringify(body) } : {};
    const answer = await gateway.fetch(
      new Request(`http://gateway.test${path}${route}`, { method, headers, ...sent }),
    );
    // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
    return { status: answer.status, body: (await answer.json()) as any };
  };
  const identity = { platform: 'ios', appId: 'com.example.shop', enrollmentKey: 'k'.repeat(40) };
  const enrolled = await call('PUT', '', { ...identity, facts, token, notificationsEnabled: true });
  const { credential } = enrolled.body;
  return {
    token: token.value,
    bind: (userId: string) => call('PUT', '/user', { userId }, credential),
    read: async () => (await call('GET', '', undefined, credential)).body.registration,
  };
}

const devicesOf = (contactid: string) => t.twin.devices().filter(({ userId }) => userId === contactid);

test('an app user is registered for the contact that the rule finds', async () => {
  const { id } = t.twin.addContact({
    fullname: 'Ada',
    new_appid: 'ada-1',
    new_language: null,
    new_push: false,
  });
  const phone = await announce();
  expect((await phone.bind('ADA-1')).body.registration).toMatchObject({ state: 'registered' });
  expect(devicesOf(id)).toHaveLength(1);
  // A minute or two later, what is known of the device is on the contact.
  await expect
    .poll(async () => {
      await clock.advance(30_000);
      return t.twin.person(id)?.columns;
    })
    .toMatchObject({ new_language: 'de', new_push: true, fullname: 'Ada' });
});

test('who signs up before the contact is made is registered when it is there', async () => {
  const phone = await announce();
  expect(await phone.bind('new-1')).toMatchObject({
    status: 202,
    body: { registration: { state: 'queued', userId: 'new-1', reason: 'user-unknown' } },
  });
  await clock.advance(5 * 60_000);
  const { id } = t.twin.addContact({ fullname: 'Grace', new_appid: 'new-1' });
  await expect
    .poll(async () => {
      await clock.advance(60_000);
      return phone.read();
    })
    .toMatchObject({ state: 'registered', userId: 'new-1' });
  expect(devicesOf(id)).toHaveLength(1);
});

test('two contacts with one id are nobody, and a merge decides', async () => {
  const [one, two] = ['Jo', 'Jo W.'].map((fullname) => t.twin.addContact({ fullname, new_appid: 'jo' }).id);
  const phone = await announce();
  expect((await phone.bind('jo')).body).toMatchObject({ code: 'user-ambiguous' });
  t.twin.mergeContacts({ master: one ?? '', subordinate: two ?? '' });
  await clock.advance(31_000);
  expect((await phone.bind('jo')).body.registration).toMatchObject({ state: 'registered' });
  expect([devicesOf(one ?? '').length, devicesOf(two ?? '').length]).toEqual([1, 0]);
});

test('while Dataverse is down, the app is told to come again, and nothing is lost', async () => {
  const { id } = t.twin.addContact({ fullname: 'Mina', new_appid: 'mina' });
  const phone = await announce();
  t.twin.faults.plant({ route: 'dataverse', effect: { kind: 'status', status: 503, retryAfter: 20 } });
  expect(await phone.bind('mina')).toMatchObject({
    status: 503,
    body: { code: 'user-lookup-unavailable', retry: true },
  });
  t.twin.faults.clear();
  await clock.advance(20_000);
  expect((await phone.bind('mina')).body.registration).toMatchObject({ state: 'registered' });
  expect(devicesOf(id)).toHaveLength(1);
});
