import { execFile } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, expect, inject, test } from 'vitest';

declare module 'vitest' {
  interface ProvidedContext {
    postgresUrl: string;
    postgresTemplate: string;
  }
}

/** The command without its launcher, which would build the lab first. */
const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));
const node = ['--conditions=journeys-push-source', '--import', import.meta.resolve('tsx'), main];
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-keys-'));
const server = inject('postgresUrl');
const name = `keys_${randomUUID().replaceAll('-', '')}`;
const DATABASE_URL = Object.assign(new URL(server), { pathname: `/${name}` }).href;

const administer = async (sql: string, url = server) => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  return client.query(sql).finally(() => client.end());
};
beforeAll(() => administer(`create database ${name} template ${inject('postgresTemplate')}`));
afterAll(async () => {
  await administer(`drop database ${name} with (force)`);
  rmSync(folder, { recursive: true, force: true });
});

function keysWith(env: Record<string, string>, ...args: string[]) {
  const options = { cwd: folder, env: { PATH: process.env.PATH, ...env } };
  return new Promise<{ code: number; stdout: string; stderr: string }>((resolve) => {
    execFile(process.execPath, [...node, 'keys', ...args], options, (error, stdout, stderr) =>
      resolve({ code: error ? Number(error.code ?? -1) : 0, stdout, stderr }),
    );
  });
}
const keys = (...args: string[]) => keysWith({ DATABASE_URL }, ...args);

test('a key is made, listed and revoked; its secret is shown once', async () => {
  const made = await keys('create', '--name', 'shop backend', '--scope', 'register,read', '--expires', '90d');
  const [, id, secret] = /^jpk_([0-9a-f]{12})_(\S{43})\n$/.exec(made.stdout) ?? [];
  expect(made).toMatchObject({ code: 0, stderr: expect.stringContaining(`keys revoke ${id}`) });
  expect(made.stderr).not.toContain(secret);
  const listed = await keys('list');
  expect(listed.stdout).toMatch(new RegExp(`^id .*\\n${id} +active +read,register .* shop backend\\n$`));
  expect(await keys('revoke', `jpk_${id}_${secret}`)).toMatchObject({
    code: 0,
    stdout: `Revoked ${id} (shop backend). No gateway takes it after 5 seconds.\n`,
  });
  expect((await keys('revoke', id ?? '')).stdout).toContain('It had been revoked before.');
  const [key] = JSON.parse((await keys('list', '--json')).stdout);
  expect(key).toMatchObject({ id, state: 'revoked', scopes: ['read', 'register'], lastUsed: null });
  expect(JSON.stringify(key)).not.toContain(secret);
  const { rows } = await administer('select actor, action from audit order by seq', DATABASE_URL);
  expect(rows.map(({ action }) => action)).toEqual(['key-created', 'key-revoked']);
  expect(rows[0].actor).toMatch(/^cli:.+@.+/);
}, 60_000);

test('for a script the key is a field of one JSON object', async () => {
  const made = await keys('create', '--name', 'ci', '--scope', 'admin', '--json');
  expect(JSON.parse(made.stdout)).toMatchObject({
    name: 'ci',
    scopes: ['admin'],
    expiresAt: null,
    key: expect.stringMatching(/^jpk_/),
  });
});

test('what cannot be done is refused with exit code 2', async () => {
  const refused = await keys('create', '--name', 'a');
  expect(refused).toMatchObject({
    code: 2,
    stdout: '',
    stderr: expect.stringMatching(/^--scope takes read/),
  });
  const unknown = await keys('revoke', '000000000000');
  expect(unknown).toMatchObject({ code: 2, stderr: expect.stringMatching(/^There is no key 000000000000/) });
}, 60_000);

test('a database that is not there is said, without its password', async () => {
  const nowhere = await keysWith({ DATABASE_URL: 'postgresql://a:hush@127.0.0.1:1/nowhere' }, 'list');
  expect(nowhere).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/cannot be reached.*\nCheck DATA/),
  });
  expect(nowhere.stderr).not.toContain('hush');
  expect(await keysWith({}, 'list')).toMatchObject({
    code: 2,
    stderr: expect.stringMatching(/^DATABASE_URL is not set/),
  });
  const empty = await keysWith({ DATABASE_URL: server }, 'list');
  expect(empty).toMatchObject({ code: 2, stderr: expect.stringContaining('Start the gateway once') });
}, 60_000);

test('the commands explain themselves', async () => {
  expect((await keysWith({})).stdout).toMatch(/create[\s\S]*list[\s\S]*revoke/);
  expect((await keysWith({}, 'create', '--help')).stdout).toMatch(/journeys-push keys create[\s\S]*--scope/);
});
