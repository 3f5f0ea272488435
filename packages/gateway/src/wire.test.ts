import { randomBytes, randomUUID } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import * as backendGateway from '@journeys-push/contract/backend-gateway';
import * as operatorGateway from '@journeys-push/contract/operator-gateway';
import { type Route, routes } from '@journeys-push/contract/routes';
import * as shellGateway from '@journeys-push/contract/shell-gateway';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { newApiKey } from '../test/api-key.ts';
import { ANNA, announcement, newToken, send, startTestGateway, type TestGateway } from '../test/gateway.ts';

/**
 * What released shells and backends send, and what they are answered. These requests lie in the contract's fixtures,
 * are never edited after a release, and must work for ever.
 */
interface Fixture {
  name: string;
  path: string;
  headers?: Record<string, string>;
  answer: { status: number; schema?: string; type?: string; has?: object };
  message?: Record<string, unknown>;
}

const folder = new URL('../../contract/fixtures/', import.meta.url);
const fixturesOf = (wire: string): [string, Fixture][] =>
  readdirSync(new URL(`${wire}/`, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.json'))
    .flatMap((file) =>
      (JSON.parse(readFileSync(new URL(`${wire}/${file}`, folder), 'utf8')) as Fixture[])
        .filter(({ answer }) => answer)
        .map((fixture): [string, Fixture] => [`${wire}/${file}: ${fixture.name}`, fixture]),
    );

const shells = fixturesOf('shell-gateway');
const backends = fixturesOf('backend-gateway');
const operators = fixturesOf('operator-gateway');

/** The fixtures for one installation, with tokens and a person that no other test has. */
function fresh(fixtures: Fixture[]): Fixture[] {
  const id = randomUUID();
  const fcm = `${randomBytes(8).toString('hex')}:APA91b`;
  const text = JSON.stringify(fixtures)
    .replaceAll('6a0d7f3e-8b1c-4d2e-9f40-5a6b7c8d9e0f', id)
    .replaceAll('6A0D7F3E-8B1C-4D2E-9F40-5A6B7C8D9E0F', id.toUpperCase())
    .replaceAll('0f6e9a52-7c1d-4e1b-9d1a-2b8f6c3e4d5a', randomUUID())
    .replaceAll('0123456789abcdef'.repeat(4), newToken())
    .replaceAll(/[\w-]+:APA91b/g, fcm)
    .replaceAll('tail0001', randomBytes(4).toString('hex'));
  return JSON.parse(text);
}

let gateway: TestGateway;
let apiKey: string;
beforeAll(async () => {
  gateway = await startTestGateway({ users: { table: { 'abc123-user-uuid': ANNA } } });
  apiKey = await newApiKey(gateway, 'read', 'register', 'admin');
});
afterAll(() => gateway.end());

async function replay({ path, headers = {}, answer, message }: Fixture, credential?: string) {
  const request = { headers, ...(credential && { credential }), ...(message && { body: message }) };
  if (answer.type) {
    const url = `http://gateway.test${path.replace('GET ', '')}`;
    const authorization = `Bearer ${credential}`;
    const streamed = await gateway.fetch(new Request(url, { headers: { authorization } }));
    expect(streamed.status).toBe(answer.status);
    expect(streamed.headers.get('content-type')).toContain(answer.type);
    return streamed.text();
  }
  const { status, body } = await send(gateway, path, request);
  expect({ status, body }).toMatchObject({ status: answer.status, ...(answer.has && { body: answer.has }) });
  if (!answer.schema) return body;
  const schema = { ...shellGateway, ...backendGateway, ...operatorGateway }[
    answer.schema as 'InstallationAnswer'
  ];
  expect(schema).toBeInstanceOf(z.ZodType);
  expect(schema.parse(body)).toEqual(body);
  return body;
}

/** The installation of the fixture, enrolled and with a token before. */
async function enrol({ path, message }: Fixture): Promise<string | undefined> {
  if (message?.enrollmentKey) return undefined;
  const [, announce = ''] = /(\/v1\/installations\/[^/]+)/.exec(path) ?? [];
  const body = { ...announcement, token: { value: newToken() }, enrollmentKey: randomUUID() };
  return (await send(gateway, `PUT ${announce}`, { body })).body.credential;
}

describe('what shells have sent is answered as they were', () => {
  test.each(shells)('%s', async (_title, fixture) => {
    for (const request of fresh([fixture])) await replay(request, await enrol(request));
  });
});

describe('what backends and operators have sent is answered as they were', () => {
  const registers = ({ path }: Fixture) => path === 'POST /v1/registrations';
  const first = backends
    .map(([, fixture]) => fixture)
    .find((fixture) => registers(fixture) && fixture.answer.status === 200);

  test.each([...backends, ...operators])('%s', async (_title, fixture) => {
    const before = registers(fixture) || !first ? [] : [first];
    for (const request of fresh([...before, fixture])) {
      const answer = await replay(request, apiKey);
      if (request.headers?.['idempotency-key']) expect(await replay(request, apiKey)).toEqual(answer);
    }
  });
});

test('every route that wants a credential or a key has a request that is kept', () => {
  const kept = [...shells, ...backends, ...operators].map(([, { path }]) => path.replace(/\?.*/, ''));
  const shapes = kept.map((path) => path.replace(/[0-9a-f-]{36}/, '{}'));
  const wanted = Object.values<Route>(routes)
    .filter(({ path, caller }) => path.startsWith('/v1/') && caller !== 'anyone')
    .map(({ method, path }) => `${method} ${path.replace(/\{\w+\}/, '{}')}`);
  expect(wanted.filter((route) => !shapes.includes(route))).toEqual([]);
});
