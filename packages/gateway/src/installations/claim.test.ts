import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  announcement,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';
import { AUDIENCE, createIssuer } from '../../test/issuer.ts';

/** Installations that a backend has registered, and a shell that enrols them afterwards. */

let gateway: TestGateway;
let key: string;
beforeAll(async () => {
  const issuer = await createIssuer({ now: Date.now });
  gateway = await startTestGateway({
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
  });
  key = await newApiKey(gateway, 'register');
});
afterAll(() => gateway.end());

const register = (id: string, apnsToken: string | null) =>
  send(gateway, 'POST /v1/registrations', {
    body: {
      userId: ANNA,
      info: { installationId: id, platform: 'ios', appId: 'com.example.shop', apnsToken },
    },
    credential: key,
    headers: { prefer: 'wait=10' },
  });
const enrol = (id: string, token: string) =>
  send(gateway, `PUT /v1/installations/${id}`, {
    body: { ...announcement, token: { value: token }, enrollmentKey: 'k'.repeat(40) },
  });
const renew = (id: string, token: string, credential: string) =>
  send(gateway, `PUT /v1/installations/${id}`, {
    body: { ...announcement, token: { value: token } },
    credential,
  });
const read = async (id: string, credential: string) =>
  (await send(gateway, `GET /v1/installations/${id}`, { credential })).body.registration;
const held = (token: string) => gateway.dynamics.held().includes(`${ANNA} ${token}`);

test('who knows id and token of a registered device gets no push of its owner on a token of their own', async () => {
  const [id, token, mine] = [randomUUID(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await renew(id, mine, credential);
  expect(await read(id, credential)).not.toHaveProperty('userId');
  await expect.poll(() => held(token)).toBe(false);
  expect(held(mine)).toBe(false);
});

test('its own shell keeps the owner with the token, and with another one once the backend has said so', async () => {
  const [id, token, next, last] = [randomUUID(), newToken(), newToken(), newToken()];
  await register(id, token);
  const { credential } = (await enrol(id, token)).body;
  await renew(id, token, credential);
  expect(await read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await register(id, next);
  await renew(id, next, credential);
  await renew(id, last, credential);
  await expect.poll(() => read(id, credential)).toMatchObject({ state: 'registered', userId: ANNA });
  await expect.poll(() => held(last)).toBe(true);
});

test('registered without a token, it can be enrolled by its shell, and nobody owns it then', async () => {
  const [id, token] = [randomUUID(), newToken()];
  await register(id, null);
  const enrolled = await enrol(id, token);
  expect(enrolled.status).toBe(200);
  expect(await read(id, enrolled.body.credential)).not.toHaveProperty('userId');
  expect(held(token)).toBe(false);
  expect((await register(id, token)).body.registration).toMatchObject({ state: 'registered' });
});
