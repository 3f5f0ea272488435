import fc from 'fast-check';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { addPhone, call, openSender, PROJECT, startTestTwin } from './testing/world.ts';
import { SEND_REQUEST, type Shape } from './wire.ts';

let world: Awaited<ReturnType<typeof startTestTwin>>;
let sender: Awaited<ReturnType<typeof openSender>>;
let token: string;
beforeAll(async () => {
  world = await startTestTwin();
  sender = await openSender(world);
  token = addPhone(world.twin).token;
});
afterAll(() => world.twin.close());

const camel = (name: string) => name.replace(/_([a-z])/g, (_, letter: string) => letter.toUpperCase());

/** Any value in any known field, in either spelling, and fields nobody knows. */
function anyOf(shape: Shape): fc.Arbitrary<unknown> {
  const known = Object.entries(shape).flatMap(([name, kind]) => {
    const value = typeof kind === 'object' ? anyOf(kind) : fc.jsonValue({ maxDepth: 2 });
    return [name, camel(name)].map((spelling) => [spelling, fc.oneof(value, fc.jsonValue({ maxDepth: 1 }))]);
  });
  const record = fc.record(Object.fromEntries(known), { requiredKeys: [] });
  const unknown = fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 1 }), { maxKeys: 2 });
  return fc.tuple(record, unknown).map(([fields, more]) => ({ ...more, ...(fields as object) }));
}

function expectWellFormed({
  status,
  json,
}: {
  status: number;
  json: { name?: string; error?: { code: number } };
}) {
  if (status === 200) expect(json.name).toMatch(/^projects\/.+\/messages\/.+/);
  else expect(json.error?.code).toBe(status);
  expect([200, 400, 404]).toContain(status);
}

test('any message gets a well-formed answer', async () => {
  await fc.assert(
    fc.asyncProperty(anyOf(SEND_REQUEST), fc.boolean(), async (request, addressed) => {
      const body = request as { message?: unknown };
      const message = typeof body.message === 'object' ? { ...body.message, token } : body.message;
      expectWellFormed(await sender.post(addressed ? { ...body, message } : body));
    }),
    { numRuns: 100 },
  );
});

test('any bytes at any path get a well-formed answer', async () => {
  const path = fc.oneof(
    fc.constantFrom('/token', `/v1/projects/${PROJECT}/messages:send`, '/v1/projects/%E0%A4%A/messages:send'),
    fc.webPath().map((text) => `/${text}`),
  );
  const method = fc.constantFrom('POST', 'GET', 'PUT', 'OPTIONS');
  await fc.assert(
    fc.asyncProperty(path, method, fc.uint8Array({ maxLength: 300 }), async (to, verb, bytes) => {
      const headers = { ...sender.headers, 'content-length': bytes.length };
      const answer = await call(world.twin.url + to, { ca: world.ca, method: verb, headers, body: bytes });
      expect(answer.status).toBeLessThan(500);
      expect(answer.json.error).toBeDefined();
    }),
    { numRuns: 80 },
  );
});
