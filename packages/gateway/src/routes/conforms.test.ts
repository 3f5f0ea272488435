import { problemsOf, type Route, routes } from '@journeys-push/contract/routes';
import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { ANNA, announceDevice, type Device, startTestGateway, type TestGateway } from '../../test/gateway.ts';

/** The document at /openapi.json promises what each route answers. */

let gateway: TestGateway;
let key: string;
let device: Device;
beforeAll(async () => {
  gateway = await startTestGateway({
    limits: { address: false, installation: false, user: false, ownerChangesPerDay: false },
  });
  key = await newApiKey(gateway, 'read', 'register', 'admin', 'tokens');
  device = await announceDevice(gateway);
  await device.bind(ANNA);
});
afterAll(() => gateway.end());

const cursorOf = (last: string) => Buffer.from(JSON.stringify(last)).toString('base64url');
/** What a parameter may hold, and what it may not. */
const value = fc.oneof(
  fc.constantFrom('', '\0', '1', '1000', '99999', ANNA, ANNA.toUpperCase(), 'registered', 'csv', 'clear'),
  fc.constantFrom('2026-01-01T00:00:00Z', '9999-12-31T23:59:59-23:59', '12345678', 'shop', '__proto__'),
  fc.constantFrom(...['0', '9223372036854775807', '9999999999999999999', ANNA].map(cursorOf)),
  fc.string({ unit: 'grapheme', maxLength: 20 }),
);
const listed = { limit: true, cursor: true };
const all = Object.entries<Route>(routes).filter(([, { path }]) => path.startsWith('/v1/'));

const request = fc.constantFrom(...all).chain(([name, route]) =>
  fc.record({
    name: fc.constant(name),
    path: fc.oneof({ weight: 3, arbitrary: fc.constant('') }, value),
    query: fc.dictionary(fc.constantFrom(...Object.keys({ ...route.query, ...listed })), value, {
      maxKeys: 3,
    }),
    body: route.example ? changed(route.example) : fc.constant(undefined),
    idempotencyKey: fc.option(fc.constantFrom('a', '""', '"b"')),
  }),
);

/** The example, with one of its fields, at any depth, put in another's place or made something else. */
function changed(example: unknown): fc.Arbitrary<unknown> {
  const fields = [...JSON.stringify(example).matchAll(/"(\w+)":/g)].map(([, name = '']) => name);
  return fc
    .tuple(fc.constantFrom(...fields, ''), fc.oneof(fc.jsonValue(), value))
    .map(([name, other]) =>
      JSON.parse(JSON.stringify(example), (field, inner) => (field !== '' && field === name ? other : inner)),
    );
}

test('whatever is asked, a route answers what the table of routes says, in its shape', async () => {
  await fc.assert(
    fc.asyncProperty(request, async ({ name, ...asked }) => {
      const route: Route = { ...routes }[name as keyof typeof routes];
      const answer = await ask(route, asked);
      const text = await answer.text();
      if (!answer.ok) {
        const codes = [...problemsOf(route), 'route-unknown', 'method-not-allowed'];
        expect(codes).toContain(JSON.parse(text).code);
        expect(answer.status).not.toBe(500);
        return;
      }
      const promised = route.answers[answer.status];
      expect(promised).toBeDefined();
      if (promised?.body) expect(promised.body.parse(JSON.parse(text))).toEqual(JSON.parse(text));
    }),
    { numRuns: 300 },
  );
});

interface Asked {
  path: string;
  query: Record<string, string>;
  body: unknown;
  idempotencyKey: string | null;
}

function ask(route: Route, { path, query, body, idempotencyKey }: Asked): Promise<Response> {
  const known: Record<string, string> = { installationId: device.id, userId: ANNA };
  const filled = route.path.replace(/\{(\w+)\}/g, (_, name) =>
    encodeURIComponent(path || (known[name] ?? 'unknown')),
  );
  const isDevice = route.caller === 'installation' || route.caller === 'first-contact';
  return gateway.fetch(
    new Request(`http://gateway.test${filled}?${new URLSearchParams(query)}`, {
      method: route.method,
      headers: {
        authorization: `Bearer ${isDevice ? device.credential : key}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
        ...(idempotencyKey && { 'idempotency-key': idempotencyKey }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    }),
  );
}
