/**
 * What proof of identity costs: durable bindings per second over HTTP with `identity.mode` off, required with a token
 * that was seen before, and required with a token of its own for each request. One PostgreSQL, the same devices and
 * people, wait=0, 128 connections; rounds interleaved, a ratio for each. Dynamics is never reached. The gateway's own
 * processor time per request is told too: it says more than the rate where other programs disturb. Each kind has a
 * gateway of its own: one remembers 20,000 tokens, and those of the third kind would push out those of the second. So
 * there may be at most 10,000 devices, with two tokens each.
 * `node --conditions=journeys-push-source --import tsx bench/gateway-identity.ts [ROUNDS] [DEVICES] [ES256|RS256]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { randomBytes, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { createGateway } from '@journeys-push/gateway';
import { serveGateway } from '@journeys-push/gateway/serve';
import { exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { destination, pino } from 'pino';
import { send } from './gateway-identity/load.ts';
import { startDatabase } from './gateway-reconcile/database.ts';

const CONNECTIONS = 128;
const AUDIENCE = 'https://push.example.com';
const [rounds = 5, devices = 8_000] = process.argv.slice(2, 4).map(Number);
const alg = process.argv[4] ?? 'ES256';
const say = (line: string) => process.stdout.write(`${line}\n`);

/** The gateway, in a process of its own. It logs as in production, to nowhere. */
async function serve(): Promise<void> {
  const { databaseUrl = '', publicKey } = process.env;
  const gateway = createGateway({
    apps: [
      {
        ...{ id: 'shop', mobileAppId: randomUUID(), organizationId: randomUUID(), apiTokens: ['one'] },
        ...{ publicEndpoint: 'http://127.0.0.1:9', ios: { bundleId: 'com.example.shop' } },
      },
    ],
    identity: publicKey ? { mode: 'required', audience: AUDIENCE, publicKeys: [publicKey] } : { mode: 'off' },
    databaseUrl,
    limits: { ownerChangesPerDay: false, installation: false, user: false },
    // What was claimed first stays under way, so that nothing but requests is measured.
    fetch: (_, init) =>
      new Promise((_, reject) => {
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason), { once: true });
      }),
    timing: { timeoutMs: 3_600_000, leaseMs: 7_200_000, closeGraceMs: 100 },
    log: pino({ level: 'info' }, destination({ dest: '/dev/null', sync: false })),
  });
  const served = await serveGateway(gateway, { port: 0 });
  const end = async () => {
    await served.close();
    process.exit();
  };
  process.once('SIGTERM', end);
  process.once('disconnect', end);
  process.on('message', () => {
    const { user, system } = process.cpuUsage();
    process.send?.(user + system);
  });
  process.send?.(Number(new URL(served.url).port));
}

async function start(env: Record<string, string>): Promise<{ process: ChildProcess; port: number }> {
  const execArgv = ['--conditions=journeys-push-source', '--import', 'tsx'];
  const child = fork(fileURLToPath(import.meta.url), ['serve'], {
    execArgv,
    env: { ...process.env, ...env },
  });
  const failed = once(child, 'exit').then(() => Promise.reject(new Error('The gateway did not start.')));
  const [port] = await Promise.race([once(child, 'message'), failed]);
  failed.catch(() => undefined);
  return { process: child, port };
}

/** Microseconds so far. */
async function cpuOf(child: ChildProcess): Promise<number> {
  child.send('cpu');
  const [cpu] = await once(child, 'message');
  return cpu;
}

type Kind = 'off' | 'repeated' | 'distinct';

interface Device {
  path: string;
  credential: string;
  /** They take turns, so that each request changes the owner. */
  users: [string, string];
}

async function enroll(port: number): Promise<Device> {
  const path = `/v1/installations/${randomUUID()}`;
  const facts = {
    ...{ appVersion: '1.0.0', appBuild: '1', distribution: 'release', hardware: 'armv8', language: 'en' },
    ...{ model: 'iPhone', modelId: 'iPhone15,2', os: 'iOS', osVersion: '17.0', timeZone: 'Europe/Berlin' },
  };
  const body = {
    ...{ platform: 'ios', appId: 'com.example.shop', facts, notificationsEnabled: true },
    token: { value: randomBytes(32).toString('hex') },
    enrollmentKey: randomBytes(24).toString('hex'),
  };
  const headers = { 'content-type': 'application/json' };
  const answer = await fetch(`http://127.0.0.1:${port}${path}`, {
    ...{ method: 'PUT', headers, body: JSON.stringify(body) },
  });
  if (answer.status !== 201) throw new Error(await answer.text());
  const { credential } = (await answer.json()) as { credential: string };
  return { path, credential, users: [randomUUID(), randomUUID()] };
}

function requestOf({ path, credential }: Device, userId: string, identityToken?: string): Buffer {
  const body = JSON.stringify({ userId, identityToken });
  return Buffer.from(
    `PUT ${path}/user HTTP/1.1\r\nhost: 127.0.0.1\r\nauthorization: Bearer ${credential}\r\n` +
      `content-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n${body}`,
  );
}

async function inTurns<T>(count: number, work: (index: number) => Promise<T>): Promise<T[]> {
  const results: T[] = [];
  for (let from = 0; from < count; from += 64) {
    const many = Array.from({ length: Math.min(64, count - from) }, (_, index) => work(from + index));
    results.push(...(await Promise.all(many)));
  }
  return results;
}

async function measure(): Promise<void> {
  const { publicKey, privateKey } = await generateKeyPair(alg, { extractable: true });
  const sign = (userId: string) =>
    new SignJWT({ jti: randomUUID() })
      .setProtectedHeader({ alg, kid: '2026-11' })
      .setSubject(userId)
      .setAudience(AUDIENCE)
      .setIssuedAt()
      .setExpirationTime('2h')
      .sign(privateKey);
  const database = await startDatabase();
  const { url: databaseUrl } = await database.create();
  const off = await start({ databaseUrl });
  const required = { databaseUrl, publicKey: await exportSPKI(publicKey) };
  const gateways = { off, repeated: await start(required), distinct: await start(required) };
  const all = await inTurns(devices, () => enroll(off.port));
  const seen = await inTurns(devices, (index) =>
    Promise.all((all[index]?.users ?? []).map((userId) => sign(userId))),
  );
  let turn = 0;
  const kinds: Record<Kind, (device: Device, userId: string, index: number) => Promise<Buffer>> = {
    off: async (device, userId) => requestOf(device, userId),
    repeated: async (device, userId, index) => requestOf(device, userId, seen[index]?.[turn % 2]),
    distinct: async (device, userId) => requestOf(device, userId, await sign(userId)),
  };
  async function round(kind: Kind) {
    turn++;
    const requests = await inTurns(devices, (index) => {
      const device = all[index] as Device;
      return kinds[kind](device, device.users[turn % 2] ?? '', index);
    });
    const gateway = gateways[kind];
    const before = await cpuOf(gateway.process);
    const measured = await send({ port: gateway.port, connections: CONNECTIONS, requests, status: 202 });
    return { ...measured, cpu: ((await cpuOf(gateway.process)) - before) / devices };
  }
  // Everything once and both tokens of each device, so that what is repeated was seen.
  for (const kind of ['off', 'off', 'off', 'distinct', 'repeated', 'repeated'] as const) await round(kind);
  const ratios = { repeated: [] as number[], distinct: [] as number[] };
  for (let number = 1; number <= rounds; number++) {
    const names = ['off', 'repeated', 'distinct'] as const;
    const order = names.map((_, index) => names[(index + number) % names.length] ?? 'off');
    const rates = { off: 1, repeated: 0, distinct: 0 };
    for (const kind of order) {
      const { perSecond, p50, p99, cpu } = await round(kind);
      rates[kind] = perSecond;
      say(
        `round ${number} ${kind.padEnd(8)} ${perSecond.toFixed(0).padStart(6)}/s  p50 ${p50.toFixed(1)} p99 ${p99.toFixed(1)} ms  cpu ${cpu.toFixed(0)} µs`,
      );
    }
    for (const kind of ['repeated', 'distinct'] as const) {
      const ratio = rates[kind] / rates.off;
      ratios[kind].push(ratio);
      say(`round ${number} ${kind} ÷ off: ${ratio.toFixed(2)}`);
    }
  }
  for (const [kind, values] of Object.entries(ratios)) {
    const sorted = [...values].sort((a, b) => a - b);
    const median = sorted[Math.floor(sorted.length / 2)] ?? 0;
    say(
      `${kind} ÷ off: median ${median.toFixed(2)}, least ${(sorted[0] ?? 0).toFixed(2)} (${alg}, ${devices} requests a round)`,
    );
  }
  const children = Object.values(gateways);
  for (const { process: child } of children) child.kill('SIGTERM');
  await Promise.all(children.map(({ process: child }) => child.exitCode ?? once(child, 'exit')));
  await database.stop();
}

await (process.argv[2] === 'serve' ? serve() : measure());
