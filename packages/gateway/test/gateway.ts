import { randomBytes, randomUUID } from 'node:crypto';
import type { InstallationPut, RegistrationView } from '@journeys-push/contract/shell-gateway';
import { pino } from 'pino';
import { createGateway, type Gateway, type GatewayOptions } from '../src/gateway.ts';
import type { Timing } from '../src/timing.ts';
import { createTestClock, type TestClock } from './clock.ts';
import { createTestDatabase, type TestDatabase } from './database.ts';
import {
  API_TOKEN,
  createDynamicsFake,
  type DynamicsFake,
  MOBILE_APP_ID,
  ORGANIZATION_ID,
} from './dynamics-fake.ts';

/** So short that a test need not wait. */
export const quick: Partial<Timing> = {
  firstPollWaitedMs: 5,
  firstPollMs: 10,
  maxPollMs: 50,
  firstRetryMs: 20,
  maxRetryMs: 100,
  landingMs: 20,
  lateMs: 60,
  cleanupSettleMs: 20,
  sweepMs: 500,
  breakerMs: 20,
  askAfterMs: 10,
  askGridMs: 1,
};

/** For tests that move the time by a minute at each look: who works on something keeps it meanwhile. */
export const longLease: Partial<Timing> = { ...quick, leaseMs: 3_600_000 };

export const shop: GatewayOptions['apps'][number] = {
  id: 'shop',
  mobileAppId: MOBILE_APP_ID,
  organizationId: ORGANIZATION_ID,
  publicEndpoint: 'public-eur.mkt.dynamics.com',
  apiTokens: [API_TOKEN],
  ios: { bundleId: 'com.example.shop' },
  android: { packageName: 'com.example.shop' },
};

export const ANNA = '11111111-1111-4111-8111-111111111111';
export const BERT = '22222222-2222-4222-8222-222222222222';

export interface TestGateway extends Gateway {
  dynamics: DynamicsFake;
  clock: TestClock;
  database: TestDatabase;
  /** Everything that was logged. */
  lines: Record<string, unknown>[];
  /** Another gateway on the same database and the same Dynamics. */
  sibling(options?: Partial<GatewayOptions>): Promise<Gateway>;
  end(): Promise<void>;
}

/** A started gateway on a database of its own, with a Dynamics in memory. */
export async function startTestGateway(options: Partial<GatewayOptions> = {}): Promise<TestGateway> {
  const database = await createTestDatabase();
  const dynamics = createDynamicsFake();
  const clock = createTestClock();
  const lines: Record<string, unknown>[] = [];
  const log = pino({ level: 'debug' }, { write: (line) => lines.push(JSON.parse(line)) });
  const gateways: Gateway[] = [];
  const start = async (own: Partial<GatewayOptions> = {}) => {
    const gateway = createGateway({
      apps: [shop],
      users: { table: { 'abc123-user-uuid': ANNA } },
      databaseUrl: database.url,
      log,
      clock,
      fetch: dynamics.fetch,
      timing: quick,
      ...options,
      ...own,
    });
    gateways.push(gateway);
    await gateway.start();
    return gateway;
  };
  const first = await start();
  return {
    ...first,
    dynamics,
    clock,
    database,
    lines,
    sibling: start,
    async end() {
      await Promise.all(gateways.map((gateway) => gateway.close()));
      await database.drop();
    },
  };
}

export const announcement: InstallationPut = {
  platform: 'ios',
  appId: 'com.example.shop',
  facts: {
    appVersion: '1.0.0',
    appBuild: '1',
    distribution: 'release',
    hardware: 'armv8',
    language: 'en',
    model: 'iPhone',
    modelId: 'iPhone15,2',
    os: 'iOS',
    osVersion: '17.0',
    timeZone: 'America/New_York',
  },
  token: null,
  notificationsEnabled: true,
};

/** 64 hex digits, as APNs hands them out. */
export const newToken = (): string => randomBytes(32).toString('hex');

export interface Answer {
  status: number;
  headers: Headers;
  // biome-ignore lint/suspicious/noExplicitAny: a test reads whatever came
  body: any;
}

/** One request at the front door. `line` is method and path. */
export async function send(
  gateway: Pick<Gateway, 'fetch'>,
  line: string,
  {
    body,
    credential,
    headers = {},
  }: { body?: unknown; credential?: string; headers?: Record<string, string> } = {},
): Promise<Answer> {
  const [method = '', path = ''] = line.split(' ');
  const response = await gateway.fetch(
    new Request(`http://gateway.test${path}`, {
      method,
      headers: {
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(credential && { authorization: `Bearer ${credential}` }),
        ...headers,
      },
      ...(body !== undefined && { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    }),
  );
  const text = await response.text();
  return { status: response.status, headers: response.headers, body: text ? JSON.parse(text) : undefined };
}

/** A phone as the gateway sees it: an installation that keeps its secrets. */
export interface Device {
  id: string;
  credential: string;
  path: string;
  put(change?: Partial<InstallationPut>): Promise<Answer>;
  bind(userId: string, waitSeconds?: number): Promise<Answer>;
  unbind(waitSeconds?: number): Promise<Answer>;
  read(): Promise<RegistrationView>;
  open(interactions: object[]): Promise<Answer>;
}

/** Announces a new installation. */
export async function announceDevice(
  gateway: Pick<Gateway, 'fetch'>,
  change: Partial<InstallationPut> = {},
): Promise<Device> {
  const id = randomUUID();
  const path = `/v1/installations/${id}`;
  let current = { ...announcement, token: { value: newToken() }, ...change };
  const enrolled = await send(gateway, `PUT ${path}`, {
    body: { ...current, enrollmentKey: randomBytes(24).toString('hex') },
  });
  const credential: string = enrolled.body.credential;
  const wait = (seconds: number): Record<string, string> => (seconds ? { prefer: `wait=${seconds}` } : {});
  return {
    id,
    credential,
    path,
    put(next = {}) {
      current = { ...current, ...next };
      return send(gateway, `PUT ${path}`, { body: current, credential });
    },
    bind: (userId, seconds = 10) =>
      send(gateway, `PUT ${path}/user`, { body: { userId }, credential, headers: wait(seconds) }),
    unbind: (seconds = 10) => send(gateway, `DELETE ${path}/user`, { credential, headers: wait(seconds) }),
    read: async () => (await send(gateway, `GET ${path}`, { credential })).body.registration,
    open: (interactions) =>
      send(gateway, `POST ${path}/interactions`, { body: { interactions }, credential }),
  };
}
