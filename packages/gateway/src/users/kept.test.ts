import { afterEach, beforeAll, expect, test } from 'vitest';
import { announceDevice, type Device, send, startTestGateway, type TestGateway } from '../../test/gateway.ts';
import { AUDIENCE, createIssuer, type Issuer } from '../../test/issuer.ts';
import { ANNA, BERT, dataverse, dataverseAnswer, type Row, type UsersInput } from '../../test/people.ts';

/** Rules that look at claims, when a person who was proved comes again without a token. */

let issuer: Issuer;
let gateway: TestGateway;
beforeAll(async () => {
  issuer = await createIssuer({ now: Date.now });
});
afterEach(() => gateway.end());

async function start(rules: UsersInput['rules'], rows: Row[]): Promise<void> {
  gateway = await startTestGateway({
    identity: { mode: 'required', publicKeys: [issuer.pem], audience: AUDIENCE },
    users: { dataverse, rules },
    getDataverseToken: async () => 'token',
    async fetch(input, init) {
      const request = new Request(input, init);
      if (!new URL(request.url).pathname.startsWith('/api/data/')) return gateway.dynamics.fetch(request);
      return dataverseAnswer(rows, request);
    },
  });
}
const bind = (device: Device, identityToken?: string) =>
  send(gateway, `PUT ${device.path}/user`, {
    body: { userId: 'bert', identityToken },
    credential: device.credential,
    headers: { prefer: 'wait=10' },
  });

const byId = { entity: 'contact', column: 'new_appid' } as const;
const byEmail = { claim: 'email', entity: 'contact', column: 'emailaddress1' } as const;
const bert: Row = { set: 'contacts', columns: { contactid: BERT, emailaddress1: 'bert@example.com' } };
const anna: Row = { set: 'contacts', columns: { contactid: ANNA, new_appid: 'bert' } };
const registered = { status: 200, body: { registration: { state: 'registered', userId: 'bert' } } };

test.each([
  ['after a rule for the id', [byId, byEmail], [bert]],
  ['before a rule for the id, which would find another record', [byEmail, byId], [bert, anna]],
] as const)('a record found by a claim stays where no token comes again: %s', async (_, rules, rows) => {
  await start([...rules], [...rows]);
  const device = await announceDevice(gateway);
  const identityToken = await issuer.sign('bert', { email: 'bert@example.com' });
  expect(await bind(device, identityToken)).toMatchObject(registered);
  expect(await bind(device)).toMatchObject(registered);
  expect(gateway.dynamics.held().map((line) => line.split(' ')[0])).toEqual([BERT]);
});
