import { createHash, X509Certificate } from 'node:crypto';
import { createLocalJWKSet, decodeJwt, importPKCS8, type JWTPayload, jwtVerify, SignJWT } from 'jose';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startDataverse } from '../dataverse/testing.ts';
import { makeClientCertificate } from './testing/certificate.ts';
import { ASSERTION_TYPE } from './wire.ts';

let t: Awaited<ReturnType<typeof startDataverse>>;
let app: ReturnType<typeof t.twin.createAppRegistration>;
let client: Awaited<ReturnType<typeof makeClientCertificate>>;
beforeAll(async () => {
  t = await startDataverse();
  app = t.twin.createAppRegistration({ name: 'Gateway' });
  client = await makeClientCertificate();
  t.twin.addCertificate(app.clientId, client.certificate);
});
afterAll(() => t.close());

type Fields = Record<string, string | undefined>;

/** A right request, but for the changes; undefined leaves a field out. */
const ask = (changes: Fields = {}, url = t.dataverse.tokenUrl) => {
  const right: Fields = {
    ...{ grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret },
    scope: `${t.dataverse.url}/.default`,
  };
  const fields = Object.entries({ ...right, ...changes }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value]],
  );
  return t.form(url, Object.fromEntries(fields));
};

test('a client secret is exchanged for a signed access token that is good for about an hour', async () => {
  const { status, json, headers } = await ask();
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('no-store');
  expect(json).toEqual({
    ...{ token_type: 'Bearer', expires_in: 3599, ext_expires_in: 3599, access_token: expect.any(String) },
  });
  const claims = decodeJwt(json.access_token);
  expect(claims).toMatchObject({
    ...{ aud: t.dataverse.url, iss: `https://sts.windows.net/${app.tenantId}/`, tid: app.tenantId },
    ...{ appid: app.clientId, appidacr: '1', oid: app.applicationUserId, ver: '1.0' },
  });
  expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(3599);
});

test('an access token verifies with the key set that discovery leads to', async () => {
  const { json } = await ask();
  const { json: configuration } = await t.call(`/${app.tenantId}/v2.0/.well-known/openid-configuration`);
  expect(configuration).toMatchObject({
    token_endpoint: t.dataverse.tokenUrl,
    issuer: `${t.dataverse.url}/${app.tenantId}/v2.0`,
  });
  const { json: keys } = await t.call(configuration.jwks_uri);
  const verified = await jwtVerify(json.access_token, createLocalJWKSet(keys));
  expect(verified.protectedHeader).toMatchObject({ alg: 'RS256', kid: keys.keys[0].kid });
});

test('who comes by the real name is shown the real names', async () => {
  const headers = { host: 'login.microsoftonline.com' };
  const { json } = await t.call(`/${app.tenantId}/v2.0/.well-known/openid-configuration`, { headers });
  expect(json.token_endpoint).toBe(`https://login.microsoftonline.com/${app.tenantId}/oauth2/v2.0/token`);
  const query = 'api-version=1.1&authorization_endpoint=https://login.microsoftonline.com/x';
  const discovered = await t.call(`/common/discovery/instance?${query}`, { headers });
  expect(discovered.json.metadata[0].aliases).toContain('login.microsoftonline.com');
});

test('the version 1 endpoint takes a resource, and writes its numbers as text', async () => {
  const url = t.dataverse.tokenUrl.replace('/v2.0', '');
  const { status, json } = await ask({ resource: t.dataverse.url, scope: undefined }, url);
  expect(status).toBe(200);
  expect(json).toMatchObject({ expires_in: '3599', resource: t.dataverse.url });
  expect(decodeJwt(json.access_token).aud).toBe(t.dataverse.url);
});

test('the credential may come as HTTP Basic authentication', async () => {
  const basic = Buffer.from(`${app.clientId}:${encodeURIComponent(app.clientSecret)}`).toString('base64');
  const fields = { grant_type: 'client_credentials', scope: `${t.dataverse.url}/.default` };
  const answer = await t.form(t.dataverse.tokenUrl, fields, { authorization: `Basic ${basic}` });
  expect(answer.status).toBe(200);
});

test('an organization’s URL with a slash at its end gives a scope with two, and a token for that', async () => {
  for (const resource of ['https://contoso.crm4.dynamics.com', 'https://contoso.crm4.dynamics.com/']) {
    const { json } = await ask({ scope: `${resource}/.default` });
    expect(decodeJwt(json.access_token).aud).toBe(resource);
    const headers = { authorization: `Bearer ${json.access_token}`, host: 'contoso.crm4.dynamics.com' };
    expect((await t.call('/api/data/v9.2/contacts', { headers })).status).toBe(200);
  }
});

test('an added secret is good beside the first one', async () => {
  const second = t.twin.addClientSecret(app.clientId);
  expect((await ask({ client_secret: second })).status).toBe(200);
  expect((await ask()).status).toBe(200);
});

test.each<[string, Fields, [number, string, number]]>([
  ['a wrong secret', { client_secret: 'x' }, [401, 'invalid_client', 7000215]],
  ['no credential', { client_secret: undefined }, [401, 'invalid_client', 7000218]],
  ['an unknown app', { client_id: crypto.randomUUID() }, [400, 'unauthorized_client', 700016]],
  ['no app', { client_id: undefined }, [400, 'invalid_request', 900144]],
  ['another grant type', { grant_type: 'password' }, [400, 'unsupported_grant_type', 70003]],
  ['no grant type', { grant_type: undefined }, [400, 'invalid_request', 900144]],
  ['no scope', { scope: undefined }, [400, 'invalid_request', 900144]],
  [
    'a scope without .default',
    { scope: 'https://a.crm.dynamics.com/user_impersonation' },
    [400, 'invalid_scope', 1002012],
  ],
  [
    'a scope of another service',
    { scope: 'https://graph.microsoft.com/.default' },
    [400, 'invalid_resource', 500011],
  ],
  [
    'an assertion that is none',
    { client_assertion: 'x', client_assertion_type: ASSERTION_TYPE },
    [401, 'invalid_client', 50027],
  ],
])('%s is refused with its AADSTS code', async (_, changes, [status, error, code]) => {
  const answer = await ask(changes);
  expect(answer.status).toBe(status);
  expect(answer.json).toMatchObject({
    ...{ error, error_codes: [code], error_description: expect.stringContaining(`AADSTS${code}: `) },
    ...{
      trace_id: expect.any(String),
      correlation_id: expect.any(String),
      timestamp: expect.stringMatching(/Z$/),
    },
    error_uri: `https://login.microsoftonline.com/error?code=${code}`,
  });
});

test('an unknown tenant is refused, at the token endpoint and at discovery', async () => {
  const elsewhere = crypto.randomUUID();
  const answer = await ask({}, t.dataverse.tokenUrl.replace(app.tenantId, elsewhere));
  expect([answer.status, answer.json.error_codes]).toEqual([400, [90002]]);
  const { json } = await t.call(`/${elsewhere}/v2.0/.well-known/openid-configuration`);
  expect(json.error_codes).toEqual([90002]);
});

const HASHES = { x5t: 'sha1', 'x5t#S256': 'sha256' } as const;

/** A client assertion as Microsoft's libraries write it, right unless told otherwise. */
async function assertion({
  claims = {},
  alg = 'RS256',
  thumbprint = 'x5t',
  by = client,
}: {
  claims?: JWTPayload;
  alg?: 'RS256' | 'PS256';
  thumbprint?: keyof typeof HASHES;
  by?: typeof client;
} = {}): Promise<Fields> {
  const raw = new X509Certificate(client.certificate).raw;
  const hash = createHash(HASHES[thumbprint]).update(raw).digest('base64url');
  const now = Math.floor(Date.now() / 1000);
  const right = { aud: t.dataverse.tokenUrl, iss: app.clientId, sub: app.clientId, nbf: now, exp: now + 600 };
  const signed = await new SignJWT({ ...right, jti: crypto.randomUUID(), ...claims })
    .setProtectedHeader({ alg, typ: 'JWT', [thumbprint]: hash })
    .sign(await importPKCS8(by.key, alg));
  return { client_secret: undefined, client_assertion: signed, client_assertion_type: ASSERTION_TYPE };
}

test('a certificate’s assertion is taken, in RS256 and PS256, by either thumbprint, with or without a client id', async () => {
  const ways = [
    await assertion(),
    await assertion({ alg: 'PS256', thumbprint: 'x5t#S256' }),
    { ...(await assertion({ alg: 'PS256' })), client_id: undefined },
  ];
  for (const way of ways) {
    const { status, json } = await ask(way);
    expect(status).toBe(200);
    expect(decodeJwt(json.access_token)).toMatchObject({ appidacr: '2', appid: app.clientId });
  }
});

test('an assertion that is not by the certificate, for another audience or out of time is refused', async () => {
  const stranger = await makeClientCertificate();
  const codeOf = async (fields: Fields) => (await ask(fields)).json.error_codes[0];
  const past = Math.floor(Date.now() / 1000) - 7200;
  expect(await codeOf(await assertion({ by: stranger }))).toBe(700027);
  expect(await codeOf(await assertion({ claims: { aud: 'https://example.com' } }))).toBe(700023);
  expect(await codeOf(await assertion({ claims: { nbf: past, exp: past + 600 } }))).toBe(700024);
  expect(await codeOf(await assertion({ claims: { iss: 'x' } }))).toBe(50027);
  expect(await codeOf({ ...(await assertion()), client_assertion_type: 'x' })).toBe(50027);
  const unknown = t.twin.createAppRegistration();
  expect(await codeOf({ ...(await assertion()), client_id: unknown.clientId })).toBe(700027);
});

test('an expired certificate is refused, and what is no RSA certificate cannot be added', async () => {
  const old = await makeClientCertificate(new Date(Date.now() - 86_400_000));
  const owner = t.twin.createAppRegistration();
  t.twin.addCertificate(owner.clientId, old.certificate);
  const raw = new X509Certificate(old.certificate).raw;
  const x5t = createHash('sha1').update(raw).digest('base64url');
  const jwt = new SignJWT({ iss: owner.clientId, sub: owner.clientId }).setProtectedHeader({
    alg: 'RS256',
    x5t,
  });
  const signed = await jwt.sign(await importPKCS8(old.key, 'RS256'));
  const fields = { client_assertion: signed, client_assertion_type: ASSERTION_TYPE };
  const { json } = await ask({ ...fields, client_id: owner.clientId, client_secret: undefined });
  expect(json.error_description).toContain(
    'AADSTS700027: Client assertion failed signature validation. [Reason - The key used is expired.]',
  );
  const refusal = expect.objectContaining({ name: 'DynamicsRefusal', code: 'certificate-incorrect' });
  expect(() => t.twin.addCertificate(owner.clientId, 'x')).toThrow(refusal);
  expect(() => t.twin.addCertificate(owner.clientId, t.ca)).toThrow(refusal);
});

test('a token is good by the callers’ clock, and ends after its hour', async () => {
  let now = Date.now();
  const later = await startDataverse({ tokenNow: () => now });
  const reader = await later.reader();
  now += 3598_000;
  expect((await reader.get('contacts')).status).toBe(200);
  now += 2_000;
  expect((await reader.get('contacts')).status).toBe(401);
  await later.close();
});

test('a removed app gets no token, and unknown apps and roles are refused', async () => {
  const { clientId, clientSecret } = t.twin.createAppRegistration();
  t.twin.removeAppRegistration(clientId);
  const { json } = await ask({ client_id: clientId, client_secret: clientSecret });
  expect(json.error_codes).toEqual([700016]);
  const code = (code: string) => expect.objectContaining({ name: 'DynamicsRefusal', code });
  expect(() => t.twin.removeAppRegistration(clientId)).toThrow(code('app-registration-unknown'));
  expect(() => t.twin.createAppRegistration({ roles: { contacts: 'all' } as object })).toThrow(
    code('roles-incorrect'),
  );
});

test('apps, their secrets and valid tokens outlive a restart; no secret is kept as it is', async () => {
  const reader = await t.reader();
  const saved: unknown = JSON.parse(JSON.stringify(t.twin.snapshot()));
  expect(JSON.stringify(saved)).not.toContain(app.clientSecret);
  const again = await startDataverse({ state: saved, dataversePort: 0 });
  const { status } = await again.form(again.dataverse.tokenUrl, {
    ...{ grant_type: 'client_credentials', client_id: app.clientId, client_secret: app.clientSecret },
    scope: 'https://contoso.crm.dynamics.com/.default',
  });
  expect(status).toBe(200);
  const { json: keys } = await again.call(`/${app.tenantId}/discovery/keys`);
  const token = reader.headers.authorization.replace('Bearer ', '');
  await expect(jwtVerify(token, createLocalJWKSet(keys))).resolves.toBeTruthy();
  await again.close();
});

test('what a name does not serve is a 404, and the timeline holds no secret', async () => {
  const entra = { host: 'login.microsoftonline.com' };
  expect((await t.call('/api/data/v9.2/contacts', { headers: entra })).status).toBe(404);
  const keys = `/${app.tenantId}/discovery/keys`;
  expect((await t.call(keys, { headers: { host: 'contoso.crm.dynamics.com' } })).status).toBe(404);
  expect((await t.call('/')).status).toBe(404);
  const { json } = await ask();
  await ask({ client_secret: 'not-the-secret' });
  expect(t.kinds()).toEqual(expect.arrayContaining(['token.issued', 'token.refused']));
  const told = JSON.stringify(t.timeline.list());
  for (const secret of [app.clientSecret, 'not-the-secret', json.access_token]) {
    expect(told).not.toContain(secret);
  }
});
