import { afterAll, beforeAll, expect, test } from 'vitest';
import { startTestGateway, type TestGateway } from '../../test/gateway.ts';
import { parseConfig } from '../config.ts';

const ADMIN = 'https://admin.example.com';

let gateway: TestGateway;
beforeAll(async () => {
  gateway = await startTestGateway({ cors: { allowedOrigins: [ADMIN] } });
});
afterAll(() => gateway.end());

const ask = (method: string, origin: string, headers: Record<string, string> = {}) =>
  gateway.fetch(
    new Request('http://gateway.test/v1/registrations/search', { method, headers: { origin, ...headers } }),
  );
const asking = {
  'access-control-request-method': 'POST',
  'access-control-request-headers': 'authorization,content-type',
};

test('a page of an allowed origin may call, and read a refusal', async () => {
  const asked = await ask('OPTIONS', ADMIN, asking);
  expect(asked.status).toBe(204);
  expect(asked.headers.get('access-control-allow-origin')).toBe(ADMIN);
  expect(asked.headers.get('access-control-allow-methods')).toContain('POST');
  expect(asked.headers.get('access-control-allow-headers')).toContain('authorization');
  expect(asked.headers.get('vary')).toContain('Origin');
  const refused = await ask('POST', ADMIN);
  expect(refused.status).toBe(401);
  expect(refused.headers.get('access-control-allow-origin')).toBe(ADMIN);
  expect(refused.headers.get('access-control-expose-headers')).toContain('retry-after');
});

test('a page of another origin learns nothing', async () => {
  for (const origin of ['https://evil.example', 'https://admin.example.com.evil.example', 'null']) {
    const asked = await ask('OPTIONS', origin, asking);
    expect(asked.headers.get('access-control-allow-origin')).toBeNull();
    expect((await ask('POST', origin)).headers.get('access-control-allow-origin')).toBeNull();
  }
});

test('without the setting no page of another origin may call', async () => {
  const plain = await gateway.sibling({ cors: {} });
  const asked = await plain.fetch(
    new Request('http://gateway.test/v1/registrations/search', {
      method: 'OPTIONS',
      headers: { origin: ADMIN, ...asking },
    }),
  );
  expect(asked.status).toBe(405);
  expect(asked.headers.get('access-control-allow-origin')).toBeNull();
});

test.each([['*'], ['https://admin.example.com/'], ['admin.example.com'], ['https://admin.example.com/app']])(
  '%s is no origin',
  (origin) => {
    expect(() => parseConfig({ apps: [], cors: { allowedOrigins: [origin] } })).toThrow(
      'cors.allowedOrigins.0: an origin such as https://app.example.com',
    );
  },
);
