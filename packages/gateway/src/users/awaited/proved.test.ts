import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import {
  announceDevice,
  type Device,
  longLease,
  send,
  startTestGateway,
  type TestGateway,
} from '../../../test/gateway.ts';
import { AUDIENCE, createIssuer, type Issuer } from '../../../test/issuer.ts';
import { BERT, dataverse, dataverseAnswer, type Row } from '../../../test/people.ts';

/** `users.unknown: retry` where `identity.mode` is `required`: who is waited for was proved, too. */

let issuer: Issuer;
let gateway: TestGateway;
let rows: Row[] = [];
beforeAll(async () => {
  issuer = await createIssuer({ now: Date.now });
  gateway = await startTestGateway({
    timing: longLease,
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE, oneTime: true },
    users: {
      ...{ unknown: 'retry', dataverse },
      rules: [
        { entity: 'contact', column: 'new_appid' },
        { claim: 'email', entity: 'contact', column: 'emailaddress1' },
      ],
    },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      return dataverseAnswer(rows, request);
    },
  });
});
afterAll(() => gateway.end());
beforeEach(() => {
  rows = [];
});

const bind = (device: Device, userId: string, identityToken?: string) =>
  send(gateway, `PUT ${device.path}/user`, {
    body: { userId, identityToken },
    credential: device.credential,
  });
const awaited = (userId: string) => ({
  status: 202,
  body: { registration: { state: 'queued', reason: 'user-unknown', userId } },
});

test('who was proved and is waited for needs no other proof to say it again', async () => {
  const device = await announceDevice(gateway);
  const token = await issuer.sign('new-1', { jti: 'new-1', email: 'bert@example.com' });
  expect(await bind(device, 'new-1', token)).toMatchObject(awaited('new-1'));
  expect(await bind(device, 'new-1')).toMatchObject(awaited('new-1'));
  expect(await bind(device, 'new-1', token)).toMatchObject(awaited('new-1'));
  // Found by what the token said.
  rows.push({ set: 'contacts', columns: { contactid: BERT, emailaddress1: 'bert@example.com' } });
  await expect
    .poll(async () => {
      gateway.clock.skip(60_000);
      return device.read();
    })
    .toMatchObject({ state: 'registered', userId: 'new-1' });
  expect(gateway.dynamics.held().filter((line) => line.startsWith(BERT))).toHaveLength(1);
});

test('nobody else is proved by that, on this device or another, nor the same person after a logout', async () => {
  const [device, other] = [await announceDevice(gateway), await announceDevice(gateway)];
  const required = { status: 401, body: { code: 'identity-required' } };
  await bind(device, 'new-2', await issuer.sign('new-2', { jti: 'new-2' }));
  expect(await bind(device, 'new-3')).toMatchObject(required);
  expect(await bind(other, 'new-2')).toMatchObject(required);
  await device.unbind();
  expect(await bind(device, 'new-2')).toMatchObject(required);
});
