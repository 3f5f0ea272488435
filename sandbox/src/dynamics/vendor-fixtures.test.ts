import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import * as z from 'zod';
import { startTestTwin } from './testing.ts';
import * as wire from './wire.ts';

/**
 * The vendor's messages, as they are kept beside our own wire: read here by the twin's wire, which was transcribed
 * separately, and sent to the twin as they are. Only the files are shared, no code.
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
const fixtures = readdirSync(folder).flatMap((file) =>
  Fixture.array().parse(JSON.parse(readFileSync(join(folder, file), 'utf8'))),
);

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
    const { path = '', headers, message } = fixture;
    const answer = await t.post(`${t.twin.publicEndpoint}${path}`, message, headers);
    const taken = path.includes('/status') ? 200 : 202;
    const refused = path.includes('/pushchannel/') ? 404 : 400;
    expect(answer.status).toBe(isTaken(fixture) ? taken : refused);
    const { 'x-ms-track-registration': tracked } = headers;
    const body: unknown = JSON.parse((await answer.text()) || 'null');
    if (tracked && Array.isArray(message)) expect(body).toHaveLength(message.length);
    else if (tracked) expect(wire.RegisterAnswer.safeParse(body).success).toBe(true);
    expect(t.kinds()).not.toContain('registration.ignored');
  },
);
