import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import {
  ANNA,
  announceDevice,
  BERT,
  newToken,
  send,
  startTestGateway,
  type TestGateway,
} from '../../test/gateway.ts';

let gateway: TestGateway;
let key: string;
beforeAll(async () => {
  gateway = await startTestGateway();
  key = await newApiKey(gateway, 'read');
});
afterEach(() => {
  gateway.dynamics.verdict = () => 'Success';
  gateway.dynamics.fault = () => undefined;
});
afterAll(() => gateway.end());

const read = async (path: string) => (await send(gateway, `GET /v1/admin/${path}`, { credential: key })).body;
const now = () => new Date(gateway.clock.now()).toISOString();
/** Time goes on, so that moments differ. */
const later = () => gateway.clock.skip(60_000);

test('who could have received a push then: the installations that Dynamics held for the person', async () => {
  const before = now();
  later();
  const [phone, tablet] = [await announceDevice(gateway), await announceDevice(gateway)];
  await phone.bind(ANNA);
  await tablet.bind(ANNA);
  later();
  const both = now();
  later();
  await phone.unbind();
  later();
  const one = now();
  const at = async (moment: string) =>
    (await read(`recipients?userId=${ANNA}&at=${moment}`)).items.map(
      ({ installationId, certainty }: Record<string, string>) => [installationId, certainty],
    );
  expect(await at(before)).toEqual([]);
  expect(await at(both)).toEqual([
    [phone.id, 'certain'],
    [tablet.id, 'certain'],
  ]);
  expect(await at(one)).toEqual([[tablet.id, 'certain']]);
  const { items } = await read(`recipients?userId=${ANNA}&since=${before}&until=${now()}`);
  expect(items.filter(({ installationId }: Record<string, string>) => installationId === phone.id)).toEqual(
    expect.arrayContaining([
      expect.objectContaining({
        certainty: 'certain',
        cause: 'registered',
        until: expect.any(String),
        requestId: expect.any(String),
        traceId: expect.stringMatching(/^[0-9a-f]{32}$/),
      }),
    ]),
  );
});

test('a registration whose answer was lost is possible, not certain', async () => {
  gateway.dynamics.fault = ({ kind }) => (kind === 'register' ? 'answer-lost' : undefined);
  const device = await announceDevice(gateway);
  await device.bind(BERT, 0);
  const certainties = async () =>
    (await read(`recipients?userId=${BERT}&at=${now()}`)).items.map(
      ({ certainty }: Record<string, string>) => certainty,
    );
  await expect.poll(certainties).toEqual(['possible']);
  gateway.dynamics.fault = () => undefined;
  await expect.poll(certainties).toEqual(['certain']);
});

test('whose an installation was, with pages', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  later();
  await device.bind(BERT);
  const then = now();
  later();
  await device.unbind();
  const path = `installations/${device.id}/owners`;
  expect((await read(`${path}?at=${then}`)).items).toMatchObject([{ userId: BERT }]);
  expect((await read(`${path}?at=${now()}`)).items).toEqual([]);
  const first = await read(`${path}?limit=1`);
  expect(first.items).toMatchObject([{ userId: ANNA, until: expect.any(String) }]);
  const second = await read(`${path}?limit=1&cursor=${first.next}`);
  expect(second.items).toMatchObject([{ userId: BERT, until: expect.any(String) }]);
  expect(second.next).toBeUndefined();
});

test('the history of an installation, a person, a trace and a request of Dynamics', async () => {
  const device = await announceDevice(gateway);
  const { requestId } = (await device.bind(BERT)).body.registration;
  const lines = (await read(`ledger?installationId=${device.id}`)).items;
  const causes = lines.map(({ cause }: Record<string, string>) => cause);
  expect(causes).toEqual(['installed', 'token-changed', 'bound', 'sent', 'registered']);
  const bound = lines.find(({ cause }: Record<string, string>) => cause === 'bound');
  expect((await read(`ledger?traceId=${bound.traceId}`)).items).toEqual(lines.slice(2));
  expect((await read(`ledger?requestId=${requestId}`)).items).toEqual(lines.slice(4));
  expect((await read(`ledger?userId=${BERT}&limit=1000`)).items).toEqual(
    expect.arrayContaining(lines.slice(2)),
  );
  expect((await read(`ledger?traceId=${bound.traceId}&requestId=${requestId}`)).code).toBe('query-invalid');
  expect((await read('ledger')).code).toBe('query-invalid');
  // As an iPhone shows its id.
  expect((await read(`ledger?installationId=${device.id.toUpperCase()}`)).items).toEqual(lines);
  const owners = (await read(`installations/${device.id.toUpperCase()}/owners`)).items;
  expect(owners).toMatchObject([{ userId: BERT }]);
});

test('a registration is explained: its state, why, by which request, and what comes next', async () => {
  const device = await announceDevice(gateway);
  await device.bind(ANNA);
  const path = `installations/${device.id}`;
  expect(await read(path)).toMatchObject({
    installationId: device.id,
    facts: { model: 'iPhone' },
    owner: { userId: ANNA, proof: 'none' },
    registration: { state: 'registered' },
    registrations: [{ state: 'held', holds: 'certain', traceId: expect.stringMatching(/^[0-9a-f]{32}$/) }],
    next: { does: 'nothing', because: 'Dynamics has confirmed the registration.' },
  });
  gateway.dynamics.fault = ({ kind }) =>
    kind === 'cleanup' ? new Response(null, { status: 429, headers: { 'retry-after': '900' } }) : undefined;
  await device.unbind(0);
  await expect
    .poll(() => read(path))
    .toMatchObject({
      registration: { state: 'removing' },
      registrations: [{ state: 'cleaning', holds: 'possible' }],
      next: {
        does: 'cleanup',
        at: expect.any(String),
        because: expect.stringContaining('asked for a pause'),
      },
    });
  const { next } = await read(path);
  expect(Date.parse(next.at) - gateway.clock.now()).toBeGreaterThan(800_000);
  gateway.dynamics.fault = () => undefined;
  gateway.clock.skip(1_000_000);
  await expect.poll(() => read(path)).toMatchObject({ registration: { state: 'removed' } });
});

test('installations are listed by person, by state, by app and by the end of their token', async () => {
  const token = newToken();
  const device = await announceDevice(gateway, { token: { value: token } });
  await device.bind('abc123-user-uuid');
  const ids = async (query: string) =>
    (await read(`installations?${query}`)).items.map(
      ({ installationId }: Record<string, string>) => installationId,
    );
  expect(await ids(`tokenTail=${token.slice(-8)}`)).toEqual([device.id]);
  expect(await ids('userId=abc123-user-uuid')).toContain(device.id);
  expect(await ids('state=registered&app=shop')).toContain(device.id);
  expect(await ids('state=refused')).not.toContain(device.id);
  expect(await ids('app=other')).toEqual([]);
  const all: string[] = [];
  let cursor = '';
  do {
    const page = await read(`installations?limit=2${cursor}`);
    all.push(...page.items.map(({ installationId }: Record<string, string>) => installationId));
    cursor = page.next ? `&cursor=${page.next}` : '';
  } while (cursor);
  expect(all).toEqual([...new Set(all)].sort());
  expect(all).toContain(device.id);
});

test.each([
  'installations?app=%00',
  'installations?tokenTail=%001234567',
  'ledger?requestId=%00',
  'exports/ledger?app=%00',
  'exports/installations?app=%00',
])('a question with U+0000 in it is a mistake of its caller: %s', async (path) => {
  expect((await read(path)).code).toBe('query-invalid');
});

test.each(['"9999999999999999999"', `"${ANNA}"`, '""'])(
  '%s is no cursor that a listing has given out',
  async (text) => {
    const cursor = Buffer.from(text).toString('base64url');
    for (const path of [
      `recipients?userKey=${ANNA}`,
      `ledger?userKey=${ANNA}`,
      `installations/${ANNA}/owners?x=`,
    ])
      expect((await read(`${path}&cursor=${cursor}`)).code).toBe('cursor-invalid');
  },
);

test('no question is answered without a key, nor to one of another scope', async () => {
  const writer = await newApiKey(gateway, 'register');
  for (const path of ['installations', `recipients?userId=${ANNA}`, 'ledger', `users/${ANNA}`]) {
    expect((await send(gateway, `GET /v1/admin/${path}`)).body.code).toBe('key-missing');
    expect((await send(gateway, `GET /v1/admin/${path}`, { credential: writer })).body.code).toBe(
      'key-scope',
    );
  }
});
