import { afterEach, beforeAll, expect, test } from 'vitest';
import {
  ANNA,
  announceDevice,
  BERT,
  type Device,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { AUDIENCE, createIssuer, type Issuer, serveJwks } from '../../test/issuer.ts';
import type { GatewayOptions } from '../gateway.ts';

type Config = NonNullable<GatewayOptions['identity']>;

let issuer: Issuer;
beforeAll(async () => {
  issuer = await createIssuer({ now: Date.now });
});
const started: TestGateway[] = [];
afterEach(async () => {
  await Promise.all(started.splice(0).map((gateway) => gateway.end()));
});

async function start(config: Partial<Config> = {}): Promise<TestGateway> {
  const identity: Config = { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE, ...config };
  const gateway = await startTestGateway({ identity });
  started.push(gateway);
  return gateway;
}
/** `identityToken: undefined`: none. */
const bind = (gateway: TestGateway, device: Device, body: { userId: string; identityToken?: unknown }) =>
  send(gateway, `PUT ${device.path}/user`, {
    body,
    credential: device.credential,
    headers: { prefer: 'wait=10' },
  });
const registered = { status: 200, body: { registration: { state: 'registered' } } };
const refused = (code: string, status = 403) => ({ status, body: { code, fault: 'page', retry: false } });

test('a user who is proved is registered, one who is not is refused with the reason', async () => {
  const gateway = await start();
  const device = await announceDevice(gateway);
  const good = await issuer.sign(ANNA);
  expect(await bind(gateway, device, { userId: ANNA })).toMatchObject(refused('identity-required', 401));
  expect(await bind(gateway, device, { userId: BERT, identityToken: good })).toMatchObject(
    refused('identity-subject'),
  );
  const expired = await issuer.sign(ANNA, { exp: Date.now() / 1_000 - 60, iat: Date.now() / 1_000 - 120 });
  expect(await bind(gateway, device, { userId: ANNA, identityToken: expired })).toMatchObject(
    refused('identity-expired', 401),
  );
  const elsewhere = await issuer.sign(ANNA, { aud: 'elsewhere' });
  expect(await bind(gateway, device, { userId: ANNA, identityToken: elsewhere })).toMatchObject(
    refused('identity-audience'),
  );
  for (const identityToken of [7, {}, 'x'.repeat(8193), 'a.b.c'])
    expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(
      refused('identity-invalid', 401),
    );
  expect(await device.read()).toMatchObject({ state: 'none' });
  expect(gateway.dynamics.calls).toEqual([]);
  expect(await bind(gateway, device, { userId: ANNA, identityToken: good })).toMatchObject(registered);
});

test('the subject must be the user id to the letter', async () => {
  const gateway = await start();
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign('ABC123-user-uuid');
  expect(await bind(gateway, device, { userId: 'abc123-user-uuid', identityToken })).toMatchObject(
    refused('identity-subject'),
  );
});

test('a user who was proved needs no proof for a heartbeat, a new push token, or to register again', async () => {
  const gateway = await start();
  const device = await announceDevice(gateway);
  await bind(gateway, device, { userId: ANNA, identityToken: await issuer.sign(ANNA) });
  gateway.clock.skip(48 * 60 * 60_000);
  expect(await device.put({ token: { value: newToken() } })).toMatchObject({ status: 200 });
  expect(await bind(gateway, device, { userId: ANNA })).toMatchObject(registered);
  // A shell may still hold the one of the first time.
  const old = await issuer.sign(ANNA);
  expect(await bind(gateway, device, { userId: ANNA, identityToken: old })).toMatchObject(registered);
  expect(await bind(gateway, device, { userId: BERT })).toMatchObject(refused('identity-required', 401));
  expect(await device.read()).toMatchObject({ state: 'registered', userId: ANNA });
});

test('logout needs no proof, and the next login does', async () => {
  const gateway = await start();
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign(ANNA);
  await bind(gateway, device, { userId: ANNA, identityToken });
  expect(await device.unbind()).toMatchObject({ status: 200, body: { registration: { state: 'removed' } } });
  expect(await bind(gateway, device, { userId: ANNA })).toMatchObject(refused('identity-required', 401));
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
});

test('the proof is kept while the device has no push token yet', async () => {
  const gateway = await start();
  const device = await announceDevice(gateway, { token: null });
  const identityToken = await issuer.sign(ANNA);
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject({
    status: 202,
    body: { registration: { state: 'waiting', for: 'token', userId: ANNA } },
  });
  gateway.clock.skip(48 * 60 * 60_000);
  await device.put({ token: { value: newToken() } });
  await expect.poll(() => device.read()).toMatchObject({ state: 'registered', userId: ANNA });
});

test('whoever was bound while nobody was asked must be proved once', async () => {
  const gateway = await start({ mode: 'off' });
  const asking = await gateway.sibling({
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
  });
  const device = await announceDevice(gateway);
  expect(await device.bind(ANNA)).toMatchObject(registered);
  const strict = { ...gateway, ...asking };
  expect(await bind(strict, device, { userId: ANNA })).toMatchObject(refused('identity-required', 401));
  const identityToken = await issuer.sign(ANNA);
  expect(await bind(strict, device, { userId: ANNA, identityToken })).toMatchObject(registered);
  // An older gateway beside it takes no proof away.
  expect(await device.bind(ANNA)).toMatchObject(registered);
  expect(await bind(strict, device, { userId: ANNA })).toMatchObject(registered);
});

test('off asks nobody, observe lets everybody pass and logs whom required would refuse', async () => {
  const gateway = await start({ mode: 'observe' });
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign(BERT);
  expect(await bind(gateway, device, { userId: ANNA })).toMatchObject(registered);
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
  expect(await bind(gateway, device, { userId: BERT, identityToken })).toMatchObject(registered);
  expect(await bind(gateway, device, { userId: BERT })).toMatchObject(registered);
  const observed = gateway.lines.filter(({ code }) => code === 'identity-observed');
  expect(observed).toMatchObject([
    { problem: 'identity-required', installationId: device.id, traceId: expect.any(String) },
    { problem: 'identity-subject', installationId: device.id },
  ]);
  const counted = await (await gateway.operations.fetch(new Request('http://gateway.test/metrics'))).text();
  for (const { problem } of observed)
    expect(counted).toContain(`journeys_push_identity_observed_total{code="${problem}"} 1`);
  const off = await start({ mode: 'off' });
  const other = await announceDevice(off);
  expect(await bind(off, other, { userId: ANNA, identityToken })).toMatchObject(registered);
  expect(off.lines.filter(({ code }) => code === 'identity-observed')).toEqual([]);
});

test('a token made for one installation is good on that one only', async () => {
  const gateway = await start({ installationClaim: 'installation' });
  const [device, other] = [await announceDevice(gateway), await announceDevice(gateway)];
  const identityToken = await issuer.sign(ANNA, { installation: device.id });
  expect(await bind(gateway, other, { userId: ANNA, identityToken })).toMatchObject(
    refused('identity-installation'),
  );
  const nowhere = await issuer.sign(ANNA);
  expect(await bind(gateway, device, { userId: ANNA, identityToken: nowhere })).toMatchObject(
    refused('identity-installation'),
  );
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
});

test('a one-time token binds one installation once, and its repeated request succeeds', async () => {
  const gateway = await start({ oneTime: true });
  const [device, other] = [await announceDevice(gateway), await announceDevice(gateway)];
  const identityToken = await issuer.sign(ANNA, { jti: 'once' });
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
  expect(await bind(gateway, other, { userId: ANNA, identityToken })).toMatchObject(
    refused('identity-replayed'),
  );
  await device.unbind();
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(
    refused('identity-replayed'),
  );
  const without = await issuer.sign(ANNA);
  expect(await bind(gateway, other, { userId: ANNA, identityToken: without })).toMatchObject(
    refused('identity-invalid', 401),
  );
});

test('of many installations that bring the same one-time token at once, one is bound', async () => {
  const gateway = await start({ oneTime: true });
  const devices = await Promise.all(Array.from({ length: 8 }, () => announceDevice(gateway)));
  const identityToken = await issuer.sign(ANNA, { jti: 'race' });
  const answers = await Promise.all(
    devices.map((device) => bind(gateway, device, { userId: ANNA, identityToken })),
  );
  expect(answers.map(({ status }) => status).sort()).toEqual([200, ...Array(7).fill(403)]);
});

test('a one-time token whose binding came to nothing is good for another try', async () => {
  const gateway = await start({ oneTime: true });
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign('nobody-knows', { jti: 'again' });
  const request = { userId: 'nobody-knows', identityToken };
  expect(await bind(gateway, device, request)).toMatchObject({ body: { code: 'user-id-unmapped' } });
  expect(await bind(gateway, device, request)).toMatchObject({ body: { code: 'user-id-unmapped' } });
});

test('one-time tokens are forgotten once they have expired', async () => {
  const gateway = await start({ oneTime: true });
  const device = await announceDevice(gateway);
  await bind(gateway, device, { userId: ANNA, identityToken: await issuer.sign(ANNA, { jti: 'gone' }) });
  const kept = async () =>
    (await gateway.database.pool.query('select count(*)::int as n from identity_tokens')).rows[0].n;
  // More than a pass of the clean-up takes at once.
  await gateway.database.pool.query(
    'insert into identity_tokens select sha256(n::text::bytea), gen_random_uuid(), true, to_timestamp(0) from generate_series(1, 25000) n',
  );
  expect(await kept()).toBe(25_001);
  gateway.clock.skip(11 * 60_000);
  await expect.poll(kept).toBe(0);
});

test('keys from a URL are used while it is down, by gateways that start then as well', async () => {
  const server = await serveJwks([issuer.jwk]);
  const identity: Config = { mode: 'required', jwksUrl: server.url, audience: AUDIENCE };
  const gateway = await startTestGateway({ identity });
  started.push(gateway);
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign(ANNA);
  expect(await bind(gateway, device, { userId: ANNA, identityToken })).toMatchObject(registered);
  await server.down();
  const late = { ...gateway, ...(await gateway.sibling()) };
  const next = await issuer.sign(BERT);
  expect(await bind(late, device, { userId: BERT, identityToken: next })).toMatchObject(registered);
});

test('without any keys a proof can neither be taken nor refused: the phone is asked to come again', async () => {
  const server = await serveJwks([issuer.jwk]);
  await server.down();
  const gateway = await startTestGateway({
    identity: { mode: 'required', jwksUrl: server.url, audience: AUDIENCE },
  });
  started.push(gateway);
  const device = await announceDevice(gateway);
  const request = { userId: ANNA, identityToken: await issuer.sign(ANNA) };
  const unavailable = { status: 503, body: { code: 'identity-unavailable', fault: 'operator', retry: true } };
  expect(await bind(gateway, device, request)).toMatchObject(unavailable);
  await server.up();
  gateway.clock.skip(15_000);
  await expect.poll(() => bind(gateway, device, request)).toMatchObject(registered);
  await server.down();
});

test('a race between logout, another login and a repeated call without proof binds nobody unproved', async () => {
  const gateway = await start();
  for (let round = 0; round < 20; round++) {
    const device = await announceDevice(gateway, { token: null });
    await bind(gateway, device, { userId: ANNA, identityToken: await issuer.sign(ANNA) });
    const identityToken = await issuer.sign(BERT);
    const put = (body: object) =>
      send(gateway, `PUT ${device.path}/user`, { body, credential: device.credential });
    const [repeated, login] = await Promise.all([
      put({ userId: ANNA }),
      put({ userId: BERT, identityToken }),
    ]);
    expect(login.status === 202 || login.body.code === 'superseded').toBe(true);
    // Said after the login, it is refused; said before it, it changed nothing.
    expect([202, 401, 409]).toContain(repeated.status);
    expect(await device.read()).toMatchObject({ userId: BERT });
  }
});

test('no identity token is in any line of the log or in any answer', async () => {
  const gateway = await start({ mode: 'observe', oneTime: true });
  const strict = await gateway.sibling({
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
  });
  const device = await announceDevice(gateway);
  const stranger = await createIssuer({ now: Date.now });
  const tokens = await Promise.all([
    issuer.sign(ANNA, { jti: 'a' }),
    issuer.sign(BERT),
    issuer.sign(ANNA, { exp: 1 }),
    issuer.sign(ANNA, { aud: 'x' }),
    stranger.sign(ANNA),
  ]);
  const answers: unknown[] = [];
  for (const identityToken of [...tokens.slice(1), `${tokens[0]}!`, [tokens[0]], tokens[0]])
    for (const one of [gateway, { ...gateway, ...strict }])
      answers.push(await bind(one, device, { userId: ANNA, identityToken }));
  const said = JSON.stringify([gateway.lines, answers]);
  for (const token of tokens) {
    const [, payload = '', signature = ''] = token.split('.');
    expect(said).not.toContain(payload.slice(0, 40));
    expect(said).not.toContain(signature.slice(0, 20));
  }
  expect(said).toContain('identity-expired');
});
