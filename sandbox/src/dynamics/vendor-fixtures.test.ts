import { readdirSync, readFileSync } from 'node:fs';
import { connect } from 'node:net';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startTestTwin } from './testing.ts';
import * as wire from './wire.ts';

/**
 * The vendor's messages, as they are kept beside our own wire: read here by the twin's wire, which was transcribed
 * separately, and sent to the twin byte for byte, over a bare socket. Only the files are shared, no code; the contract's
 * own test reads the same files.
 */
const Fixture = z.object({
  name: z.string(),
  schema: z.string(),
  path: z.string().optional(),
  headers: z.record(z.string(), z.string()).default({}),
  rejects: z.string().optional(),
  message: z.unknown(),
});

const folder = join(import.meta.dirname, '../../../packages/contract/fixtures/gateway-dynamics');
const fixtures = readdirSync(folder).flatMap((file) => {
  const text = readFileSync(join(folder, file), 'utf8');
  const bodies = [...text.matchAll(/^ {4}"message": ([\s\S]*?)\n {2}\}/gm)].map(([, body = '']) => body);
  return Fixture.array()
    .parse(JSON.parse(text))
    .map((fixture, index) => ({ ...fixture, body: bodies[index] ?? '' }));
});

test('the bytes of every message are found in its file', () => {
  for (const { body, message } of fixtures) expect(JSON.parse(body)).toEqual(message);
});

const schemas: Record<string, z.ZodType> = {
  RegisterBody: wire.RegisterItem,
  RegisterBatchBody: wire.RegisterBatch,
  RegisterAnswer: wire.RegisterAnswer,
  RegisterBatchAnswer: wire.RegisterAnswer.array(),
  StatusBody: wire.StatusRequest,
  StatusAnswer: wire.StatusAnswer,
  CleanupBody: wire.CleanupItem,
  CleanupBatchBody: wire.CleanupBatch,
  EventBody: wire.InteractionEvent,
  WebhookBody: wire.WebhookBody,
};

/** What we do not send but the real service gets from older clients, so the twin takes it (facts: dynamics.md §10 #6, #11). */
const takenFromOlderClients = new Set([
  'a cleanup batch that is one object',
  'an open whose status is a text',
  'an open whose status is the name of the enum',
  'a click, documented until 2024-03 and still sent by the samples',
]);
/** Of v1: no bodies of the newer wire, and answered all the same (§1.6). */
const isLegacy = ({ path }: (typeof fixtures)[number]) => path?.includes('/pushchannel/') ?? false;
const isTaken = ({ rejects, name }: (typeof fixtures)[number]) => !rejects || takenFromOlderClients.has(name);

test.each(fixtures.map((fixture) => [`${fixture.schema}: ${fixture.name}`, fixture] as const))(
  'the twin’s own wire reads alike: %s',
  (_, fixture) => {
    const schema = schemas[fixture.schema];
    expect(schema, `a schema for ${fixture.schema}`).toBeDefined();
    expect(schema?.safeParse(fixture.message).success).toBe(isTaken(fixture));
  },
);

const requests = fixtures.filter(({ path }) => path !== undefined);
const organizationId = /orgs\/([^/]+)/.exec(requests[0]?.path ?? '')?.[1] ?? '';
let t: Awaited<ReturnType<typeof startTestTwin>>;
beforeAll(async () => {
  const items = requests.flatMap(({ message }) => message as { MobileAppId?: string; ApiToken?: string }[]);
  const known = (key: 'MobileAppId' | 'ApiToken') => [
    ...new Set(items.flatMap((item) => (item[key] ? [item[key]] : []))),
  ];
  const first = await startTestTwin();
  const snapshot = first.twin.snapshot();
  await first.twin.close();
  const mobileApps = known('MobileAppId').map((mobileAppId) => ({
    ...{ mobileAppId, name: 'Vendor', accessTokens: known('ApiToken') },
  }));
  // Only the answers are of interest: the work, and with it the callback to a vendor's example URL, never begins.
  const wait = () => new Promise<void>(() => undefined);
  t = await startTestTwin({ wait, state: { ...snapshot, organizationId, mobileApps } });
});
afterAll(() => t.twin.close());

test.each(requests.map((fixture) => [`${fixture.schema}: ${fixture.name}`, fixture] as const))(
  'the twin answers as documented: %s',
  async (_, fixture) => {
    const { headers, message } = fixture;
    const answer = await sendBytes(fixture);
    expect(answer.status).toBe(expectedStatus(fixture));
    const { 'x-ms-track-registration': tracked } = headers;
    const body: unknown = JSON.parse(answer.text || 'null');
    if (tracked && Array.isArray(message)) expect(body).toHaveLength(message.length);
    else if (tracked) expect(wire.RegisterAnswer.safeParse(body).success).toBe(true);
    expect(t.kinds()).not.toContain('registration.ignored');
  },
);

function expectedStatus(fixture: (typeof fixtures)[number]): number {
  if (isLegacy(fixture)) return 200;
  if (!isTaken(fixture)) return 400;
  return fixture.path?.includes('/status') ? 200 : 202;
}

/** One HTTP/1.1 request with the headers that the documents name, and the body's bytes as they are in the file. */
function sendBytes({ path, headers, body }: (typeof fixtures)[number]) {
  const { hostname, port } = new URL(t.twin.publicEndpoint);
  const named = { ...headers, 'Content-Type': 'application/json', Accept: 'application/json' };
  const head = [
    ...[`POST ${path} HTTP/1.1`, `Host: ${hostname}:${port}`, 'Connection: close'],
    ...Object.entries(named).map(([name, value]) => `${name}: ${value}`),
    `Content-Length: ${Buffer.byteLength(body)}`,
  ].join('\r\n');
  return new Promise<{ status: number; text: string }>((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${head}\r\n\r\n${body}`));
    socket.setEncoding('utf8').on('data', (chunk) => {
      answer += chunk;
    });
    socket.once('error', reject).once('end', () => {
      const [answered = '', rest = ''] = answer.split('\r\n\r\n');
      resolve({
        status: Number(answered.split(' ')[1]),
        text: /transfer-encoding/i.test(answered) ? unchunk(rest) : rest,
      });
    });
  });
}

/** The content of a chunked body, which is all in its first chunk here. */
const unchunk = (body: string) => body.split('\r\n')[1] ?? '';
