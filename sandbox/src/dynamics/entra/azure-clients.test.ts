import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDataverse } from '../dataverse/testing.ts';
import { USER } from '../testing.ts';
import { makeClientCertificate } from './testing/certificate.ts';

/** `@azure/identity` and `@azure/msal-node` as they are on npm, unmodified, each in a program of its own. */

const folder = mkdtempSync(join(tmpdir(), 'journeys-push-azure-'));
const program = fileURLToPath(new URL('testing/azure-client.mjs', import.meta.url));
const preload = fileURLToPath(new URL('../../../redirect/redirect.cjs', import.meta.url));
let t: Awaited<ReturnType<typeof startDataverse>>;
let app: ReturnType<typeof t.twin.createAppRegistration>;
let certificate = '';

beforeAll(async () => {
  t = await startDataverse();
  t.twin.addContact({ contactid: USER, fullname: "Pat O'Brien", emailaddress1: "O'Brien@example.com" });
  app = t.twin.createAppRegistration({ roles: { contact: 'organization' } });
  const made = await makeClientCertificate();
  t.twin.addCertificate(app.clientId, made.certificate);
  certificate = `${made.key}\n${made.certificate}\n`;
  writeFileSync(join(folder, 'ca.pem'), t.ca);
});
afterAll(async () => {
  rmSync(folder, { recursive: true });
  await t.close();
});

/** The documented look-up (facts: dynamics.md §7), with a quote in the address. */
const LOOK_UP =
  "/api/data/v9.2/contacts?$filter=emailaddress1 eq 'o''brien@example.com'&$select=contactid,emailaddress1&$top=2";
const FOUND = {
  status: 200,
  body: { value: [{ contactid: USER, emailaddress1: "O'Brien@example.com" }] },
};

interface Program {
  way: 'secret' | 'certificate' | 'msal';
  [option: string]: unknown;
}

/** Runs the program against the twin's own address, or as `redirects` lead it. */
function run(given: Program, redirects?: Record<string, string>): Promise<unknown> {
  const own = {
    options: { authorityHost: t.dataverse.authorityHost, disableInstanceDiscovery: true },
    ...{ scope: `${t.dataverse.url}/.default`, read: `${t.dataverse.url}${LOOK_UP}` },
  };
  const { tenantId, clientId, clientSecret } = app;
  const text = JSON.stringify({ tenantId, clientId, clientSecret, certificate, ...own, ...given });
  const env = {
    ...{ PATH: process.env.PATH, NODE_EXTRA_CA_CERTS: join(folder, 'ca.pem') },
    ...(redirects && {
      NODE_OPTIONS: `--require "${preload}"`,
      JOURNEYS_PUSH_REDIRECTS: JSON.stringify(redirects),
    }),
  };
  return new Promise((resolve, reject) => {
    execFile(process.execPath, [program, text], { env, timeout: 30_000 }, (error, stdout, stderr) =>
      error ? reject(new Error(stderr || String(error))) : resolve(JSON.parse(stdout)),
    );
  });
}

test('ClientSecretCredential gets a token, and the documented look-up finds the contact', async () => {
  expect(await run({ way: 'secret' })).toMatchObject(FOUND);
}, 40_000);

test('ClientCertificateCredential signs an assertion that is taken', async () => {
  expect(await run({ way: 'certificate' })).toMatchObject(FOUND);
}, 40_000);

test('ConfidentialClientApplication of msal-node gets a token', async () => {
  expect(await run({ way: 'msal' })).toMatchObject(FOUND);
}, 40_000);

test.each(['secret', 'certificate'] as const)(
  'a program as it runs in production is led here by name: %s',
  async (way) => {
    const host = 'contoso.crm4.dynamics.com';
    const port = `127.0.0.1:${t.dataverse.port}`;
    const redirects = { 'login.microsoftonline.com:443': port, [`${host}:443`]: port };
    const real = { options: {}, scope: `https://${host}/.default`, read: `https://${host}${LOOK_UP}` };
    expect(await run({ way, ...real }, redirects)).toMatchObject({
      ...FOUND,
      body: {
        '@odata.context': expect.stringContaining(`https://${host}/api/data/v9.2/$metadata`),
        ...FOUND.body,
      },
    });
  },
  40_000,
);

test.each<[string, Omit<Program, 'way'>, number]>([
  ['a wrong secret', { clientSecret: 'x' }, 7000215],
  ['an unknown app', { clientId: USER }, 700016],
  ['a foreign resource', { scope: 'https://graph.microsoft.com/.default' }, 500011],
])(
  '@azure/identity reads the refusal of %s',
  async (_, given, code) => {
    expect(await run({ way: 'secret', ...given })).toMatchObject({
      name: 'AuthenticationRequiredError',
      message: expect.stringContaining(`AADSTS${code}`),
    });
  },
  40_000,
);
