import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { Agent, request } from 'node:http';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { createTestDatabase } from '../test/database.ts';
import { temporaryFolder } from '../test/folder.ts';
import { announcement, shop } from '../test/gateway.ts';
import { runProgram } from '../test/process.ts';

const index = new URL('./index.ts', import.meta.url);

test('the process serves until SIGTERM and then ends well', async () => {
  const database = await createTestDatabase();
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify({ apps: [shop] }));
  const program = runProgram(index, [], {
    JOURNEYS_PUSH_CONFIG: file,
    DATABASE_URL: database.url,
    PORT: '0',
  });
  const { url } = JSON.parse(await program.line((line) => line.includes('gateway is ready')));
  const response = await fetch(`${url}/v1/nothing`);
  expect(await response.json()).toMatchObject({ code: 'route-unknown' });
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, stderr: '' });
  await database.drop();
});

test('SIGTERM ends a start that waits for the database, as one who heard it', async () => {
  const silent = createServer((socket) => socket.on('error', () => undefined)).listen(0, '127.0.0.1');
  onTestFinished(() => void silent.close());
  await once(silent, 'listening');
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify({ apps: [shop] }));
  const { port } = silent.address() as AddressInfo;
  const program = runProgram(index, [], {
    JOURNEYS_PUSH_CONFIG: file,
    DATABASE_URL: `postgresql://anna@127.0.0.1:${port}/push`,
    PORT: '0',
  });
  const closing = program.line((line) => line.includes('gateway is closing'));
  await once(silent, 'connection');
  program.child.kill('SIGTERM');
  expect(await program.ended).toEqual({ code: 0, stderr: '' });
  expect(JSON.parse(await closing)).toMatchObject({ code: 'closing', signal: 'SIGTERM' });
});

test('a mistaken configuration is explained on stderr, with exit code 2', async () => {
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(
    file,
    JSON.stringify({ apps: [shop], identity: { mode: 'required', jwksUrl: 'https://a.example' } }),
  );
  const { code, stderr } = await runProgram(index, [], { JOURNEYS_PUSH_CONFIG: file }).ended;
  expect(code).toBe(2);
  expect(stderr).toBe(
    "The gateway's configuration has 1 mistake(s):\n- identity.audience: mode required needs the audience that the tokens are made for\n",
  );
});

/** A configuration file and a process that has read it. */
async function startProcess(config: object, env: Record<string, string> = {}) {
  const database = await createTestDatabase();
  const file = join(await temporaryFolder(), 'gateway.json');
  await writeFile(file, JSON.stringify(config));
  const start = () =>
    runProgram(index, [], { JOURNEYS_PUSH_CONFIG: file, DATABASE_URL: database.url, PORT: '0', ...env });
  return { database, file, start };
}

const isReady = (line: string) => line.includes('gateway is ready');

/** Announces installations over `connections` connections for as long as that works; the ids that were answered 201. */
async function announceOn(url: string, connections: number): Promise<Set<string>> {
  const agent = new Agent({ keepAlive: true, maxSockets: connections });
  const answered = new Set<string>();
  const put = (id: string) =>
    new Promise<number>((resolve, reject) => {
      const headers = { 'content-type': 'application/json' };
      const sent = request(`${url}/v1/installations/${id}`, { method: 'PUT', agent, headers }, (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0)).on('error', reject);
      });
      sent.on('error', reject);
      sent.end(JSON.stringify({ ...announcement, enrollmentKey: 'k'.repeat(32) }));
    });
  const caller = async () => {
    for (;;) {
      const id = randomUUID();
      const status = await put(id).catch(() => 0);
      if (status !== 201) return;
      answered.add(id);
    }
  };
  await Promise.all(Array.from({ length: connections }, caller));
  agent.destroy();
  return answered;
}

test('SIGTERM under load: what was written is answered, and the process ends well within 10 seconds', async () => {
  const { database, start } = await startProcess({ apps: [shop], limits: { address: false } });
  const program = start();
  const { url } = JSON.parse(await program.line(isReady));
  const load = announceOn(url, 32);
  const count = async () =>
    (await database.pool.query('select count(*)::integer as n from installations')).rows[0].n;
  await expect.poll(count).toBeGreaterThan(100);
  const before = Date.now();
  program.child.kill('SIGTERM');
  expect(await program.ended).toMatchObject({ code: 0, stderr: '' });
  expect(Date.now() - before).toBeLessThan(10_000);
  const answered = await load;
  const { rows } = await database.pool.query('select id from installations');
  expect(rows.map(({ id }) => id).filter((id) => !answered.has(id))).toEqual([]);
  expect(rows.length).toBe(answered.size);
  await database.drop();
}, 60_000);

test('two processes that start at once on an empty database both serve', async () => {
  const { database, start } = await startProcess({ apps: [shop] });
  await database.pool.query('drop schema public cascade; create schema public');
  const programs = [start(), start()];
  const urls = await Promise.all(programs.map(async ({ line }) => JSON.parse(await line(isReady)).url));
  for (const url of urls) expect((await fetch(`${url}/readyz`)).status).toBe(200);
  for (const { child, ended } of programs) {
    child.kill('SIGTERM');
    expect((await ended).code).toBe(0);
  }
  await database.drop();
}, 60_000);

test('SIGHUP reads the apps anew; a file that is wrong by then changes nothing', async () => {
  const { database, file, start } = await startProcess({ apps: [shop] });
  const program = start();
  const { url } = JSON.parse(await program.line(isReady));
  const announce = async (appId: string) => {
    const body = JSON.stringify({ ...announcement, appId, enrollmentKey: 'k'.repeat(32) });
    const headers = { 'content-type': 'application/json' };
    return (await fetch(`${url}/v1/installations/${randomUUID()}`, { method: 'PUT', headers, body })).status;
  };
  const hangUp = async (code: string) => {
    const told = program.line((line) => line.includes(code));
    program.child.kill('SIGHUP');
    return JSON.parse(await told);
  };
  expect(await announce('com.example.second')).toBe(422);
  const second = { ...shop, id: 'second', ios: { bundleId: 'com.example.second' }, android: undefined };
  await writeFile(file, JSON.stringify({ apps: [shop, second] }));
  await hangUp('configuration-reloaded');
  expect(await announce('com.example.second')).toBe(201);
  await writeFile(file, JSON.stringify({ apps: [] }));
  const { mistakes } = await hangUp('configuration-not-reloaded');
  expect(mistakes).toEqual([expect.stringMatching(/^apps: /)]);
  expect(await announce('com.example.second')).toBe(201);
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
  await database.drop();
}, 60_000);

test('health and metrics may have a port of their own, without a key', async () => {
  const { database, start } = await startProcess({ apps: [shop] }, { OPERATIONS_PORT: '0' });
  const program = start();
  const { url, operationsUrl } = JSON.parse(await program.line(isReady));
  for (const path of ['livez', 'readyz', 'metrics'])
    expect((await fetch(`${operationsUrl}/${path}`)).status).toBe(200);
  expect((await fetch(`${operationsUrl}/v1/nothing`)).status).toBe(404);
  expect((await fetch(`${url}/metrics`)).status).toBe(401);
  program.child.kill('SIGTERM');
  expect((await program.ended).code).toBe(0);
  await database.drop();
}, 60_000);

test('--print-config shows what is in force, and no secret', async () => {
  const folder = await temporaryFolder();
  const file = join(folder, 'gateway.json');
  const apps = [{ ...shop, apiTokens: ['$' + '{SHOP_TOKEN}', 'in-the-file'] }];
  const alerts = { url: 'https://hooks.example/services/T0/B0/secret-path' };
  await writeFile(file, JSON.stringify({ apps, alerts, limits: { user: false } }));
  const program = runProgram(index, ['--print-config'], {
    JOURNEYS_PUSH_CONFIG: file,
    DATABASE_URL: 'postgresql://anna:hush@db.example:5432/push?user=u&password=quiet',
    JOURNEYS_PUSH_KEYS: Buffer.alloc(32, 7).toString('base64'),
    SHOP_TOKEN: 'from-outside',
  });
  const lines: string[] = [];
  program.child.stdout?.on('data', (chunk) => lines.push(String(chunk)));
  expect(await program.ended).toEqual({ code: 0, stderr: '' });
  const text = lines.join('');
  const { environment, configuration } = JSON.parse(text);
  expect(environment).toMatchObject({
    DATABASE_URL: 'postgresql://anna:[redacted]@db.example:5432/push?user=u&password=[redacted]',
    JOURNEYS_PUSH_KEYS: [expect.stringMatching(/^key [0-9a-f]{8}$/)],
    PORT: 8080,
  });
  expect(configuration.apps[0]).toMatchObject({
    id: 'shop',
    apiTokens: ['$' + '{SHOP_TOKEN}', '[redacted]'],
  });
  expect(configuration).toMatchObject({
    limits: { user: false, trustedProxies: [] },
    policy: { renewAfterDays: 30 },
  });
  for (const secret of [
    'hush',
    'quiet',
    'from-outside',
    'in-the-file',
    'secret-path',
    Buffer.alloc(32, 7).toString('base64'),
  ])
    expect(text).not.toContain(secret);
});

test('--help explains, and what is no option is refused', async () => {
  const help = runProgram(index, ['--help']);
  expect(await help.line((line) => line.includes('SIGHUP'))).toContain('SIGHUP reads the apps');
  expect(await help.ended).toEqual({ code: 0, stderr: '' });
  const { code, stderr } = await runProgram(index, ['--prnt-config']).ended;
  expect([code, stderr]).toEqual([2, expect.stringContaining('--prnt-config is no option; see --help')]);
});
