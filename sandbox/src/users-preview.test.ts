import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDataverse } from './dynamics/dataverse/testing.ts';
import { makeClientCertificate } from './dynamics/entra/testing/certificate.ts';

/** The command as an operator runs it, with `@azure/identity`, against Entra and Dataverse of the twin. */

const main = fileURLToPath(new URL('../../packages/cli/src/main.ts', import.meta.url));
const folder = mkdtempSync(join(tmpdir(), 'journeys-push-users-'));
const ANNA = '11111111-1111-4111-8111-111111111111';
const BERT = '22222222-2222-4222-8222-222222222222';

let t: Awaited<ReturnType<typeof startDataverse>>;
let app: ReturnType<typeof t.twin.createAppRegistration>;

beforeAll(async () => {
  t = await startDataverse();
  app = t.twin.createAppRegistration({ roles: { contact: 'organization' } });
  const { certificate, key } = await makeClientCertificate();
  t.twin.addCertificate(app.clientId, certificate);
  writeFileSync(join(folder, 'client.pem'), `${key}\n${certificate}\n`);
  writeFileSync(join(folder, 'ca.pem'), t.ca);
  t.twin.addContact({ contactid: ANNA, fullname: 'Anna', emailaddress1: "o'brien@example.com" });
  t.twin.addContact({ contactid: BERT, fullname: 'Bert', new_appid: 'bert-7' });
  for (const fullname of ['Carl', 'Carla']) t.twin.addContact({ fullname, new_appid: 'carl' });
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

const rules = [
  { claim: 'email', entity: 'contact', column: 'emailaddress1' },
  { entity: 'contact', column: 'new_appid' },
];

/** Only the part `users` counts: the other secrets of a configuration need not be at hand. */
function configure(credential: object, own: object = {}): string {
  const file = join(folder, 'gateway.json');
  const { url, authorityHost, tenantId } = t.dataverse;
  const shared = { tenantId, clientId: app.clientId, authorityHost };
  const dataverse = { url, credential: { ...shared, ...credential } };
  const apps = [{ apiTokens: ['$' + '{NOT_SET}'] }];
  writeFileSync(file, JSON.stringify({ apps, users: { dataverse, rules, ...own } }));
  return file;
}

const secret = { kind: 'secret', clientSecret: '$' + '{CLIENT_SECRET}' };

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

function preview(
  args: string[],
  clientSecret = app.clientSecret,
  more: Record<string, string> = {},
): Promise<Ended> {
  const node = ['--conditions=journeys-push-source', '--import', import.meta.resolve('tsx'), main];
  const env = {
    ...{ PATH: process.env.PATH, NO_COLOR: '1', CLIENT_SECRET: clientSecret },
    NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem'),
    ...more,
  };
  return new Promise((resolve) => {
    const argv = [...node, 'users', 'preview', ...args];
    execFile(process.execPath, argv, { env, timeout: 60_000 }, (error, stdout, stderr) =>
      resolve({ code: Number(error?.code ?? 0), stdout, stderr }),
    );
  });
}

test('it says whom the rules find, whom not, and ends with 1 unless all were found', async () => {
  const config = configure(secret);
  const file = join(folder, 'users.csv');
  writeFileSync(file, 'userId,email\nanna,"O\'Brien@example.com"\ndora,dora@example.com\n"x y",\n');
  const { code, stdout, stderr } = await preview(['bert-7', 'carl', '--config', config, '--file', file]);
  expect(stderr).toBe('');
  expect(stdout.split('\n')).toEqual([
    `found      bert-7  ${BERT}`,
    'ambiguous  carl',
    `found      anna    ${ANNA}`,
    'unknown    dora',
    'invalid    x y',
    '',
    '2 found',
    '1 unknown: no record has this value',
    '1 ambiguous: more than one record has this value',
    '1 invalid: not 1 to 128 letters, digits or dashes',
    '',
  ]);
  expect(code).toBe(1);
}, 90_000);

test('with --json it is one object; all found ends with 0; a certificate does as well', async () => {
  const config = configure({ kind: 'certificate', certificate: join(folder, 'client.pem') });
  const { code, stdout } = await preview(['bert-7', ANNA, '--config', config, '--json']);
  expect(JSON.parse(stdout)).toEqual({
    counts: { found: 2, unknown: 0, ambiguous: 0, unmapped: 0, invalid: 0, error: 0 },
    users: [
      { userId: 'bert-7', outcome: 'found', dynamicsUserId: BERT },
      { userId: ANNA, outcome: 'found', dynamicsUserId: ANNA },
    ],
  });
  expect(code).toBe(0);
}, 90_000);

test('as in production, by the real names and with a credential of the environment', async () => {
  const host = 'contoso.crm4.dynamics.com';
  const file = join(folder, 'production.json');
  const dataverse = { url: host, credential: { kind: 'default' } };
  writeFileSync(file, JSON.stringify({ users: { dataverse, rules } }));
  const port = `127.0.0.1:${t.dataverse.port}`;
  const preload = fileURLToPath(new URL('../redirect/redirect.cjs', import.meta.url));
  const { tenantId, clientId, clientSecret } = app;
  const { code, stdout } = await preview(['bert-7', '--config', file], '', {
    ...{ AZURE_TENANT_ID: tenantId, AZURE_CLIENT_ID: clientId, AZURE_CLIENT_SECRET: clientSecret },
    NODE_OPTIONS: `--require "${preload}"`,
    JOURNEYS_PUSH_REDIRECTS: JSON.stringify({
      ...{ 'login.microsoftonline.com:443': port, [`${host}:443`]: port },
    }),
  });
  expect([stdout.split('\n')[0], code]).toEqual([`found      bert-7  ${BERT}`, 0]);
}, 90_000);

test('a wrong secret is told as what it is, and not shown', async () => {
  const { code, stdout, stderr } = await preview(['bert-7', '--config', configure(secret)], 'wrong-secret');
  expect(stdout).toContain('error      bert-7  Entra AADSTS7000215');
  expect(stdout).toContain('The client secret is wrong: use its value, not its id.');
  expect(`${stdout}${stderr}`).not.toMatch(/wrong-secret/);
  expect(code).toBe(1);
}, 90_000);

test('mistakes in the configuration are told together, with exit code 2', async () => {
  const own = { table: { anna: 'Anna' }, rules: [{ entity: 'contact', column: 'EMailAddress1' }] };
  const config = configure({ kind: 'secret', clientSecret: '$' + '{NOT_SET}' }, own);
  const { code, stderr } = await preview(['anna', '--config', config]);
  expect(stderr).toContain('NOT_SET: is named in the configuration file and not set');
  expect(stderr).toContain('users.table.anna: ');
  expect(stderr).toContain('users.rules.0.column: the logical name of a column');
  expect(code).toBe(2);
}, 90_000);
