import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import * as backendGateway from './backend-gateway.ts';
import * as dynamicsPhone from './dynamics-phone.ts';
import * as gatewayDynamics from './gateway-dynamics.ts';
import * as shellGateway from './shell-gateway.ts';

/** The shape of every fixture; README.md says what each field is for. */
const Fixture = z.strictObject({
  name: z.string().min(1),
  source: z.string().min(10),
  date: z.iso.date(),
  wire: z.enum([
    'page-shell',
    'shell-gateway',
    'backend-gateway',
    'operator-gateway',
    'gateway-dynamics',
    'dynamics-phone',
  ]),
  /** Absent: the request has no body. */
  schema: z.string().optional(),
  path: z.string().optional(),
  headers: z.record(z.string(), z.string()).optional(),
  rejects: z.string().optional(),
  /** What the gateway answers: the gateway's own tests send the request. */
  answer: z
    .strictObject({
      status: z.int(),
      schema: z.string().optional(),
      type: z.string().optional(),
      has: z.unknown().optional(),
    })
    .optional(),
  message: z.unknown().optional(),
});
type Fixture = z.infer<typeof Fixture> & { file: string };

const folder = join(import.meta.dirname, '../fixtures');
const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
  name.endsWith('.json'),
);
const all: Fixture[] = files.flatMap((file) =>
  z
    .array(Fixture)
    .parse(JSON.parse(readFileSync(join(folder, file), 'utf8')))
    .map((fixture) => ({ ...fixture, file })),
);

const wires: Record<string, Record<string, unknown>> = {
  'shell-gateway': shellGateway,
  'backend-gateway': backendGateway,
  'gateway-dynamics': gatewayDynamics,
  'dynamics-phone': dynamicsPhone,
};

function schemaOf({ wire, schema = '', file }: Fixture): z.ZodType {
  const found = wires[wire]?.[schema];
  if (!(found instanceof z.ZodType)) throw new Error(`${file} names ${wire}/${schema}, which is no schema`);
  return found;
}

const withSchema = all.filter(({ wire, schema }) => wire !== 'page-shell' && schema !== undefined);
const titled = (fixtures: Fixture[]): [string, Fixture][] =>
  fixtures.map((fixture) => [`${fixture.file}: ${fixture.schema}, ${fixture.name}`, fixture]);

describe('a message of the wire is read and written back as it came', () => {
  test.each(titled(withSchema.filter(({ rejects }) => !rejects)))('%s', (_title, fixture) => {
    const read = schemaOf(fixture).parse(fixture.message);
    expect(JSON.parse(JSON.stringify(read))).toEqual(fixture.message);
  });
});

describe('a message that is not of the wire is refused in words that say why', () => {
  test.each(titled(withSchema.filter(({ rejects }) => rejects)))('%s', (_title, fixture) => {
    const read = schemaOf(fixture).safeParse(fixture.message);
    expect(read.success).toBe(false);
    expect(read.error && z.prettifyError(read.error)).toContain(fixture.rejects);
  });
});

test('every message that crosses a wire with schemas has a fixture that is read', () => {
  const exported = ['gateway-dynamics', 'dynamics-phone'].flatMap((wire) =>
    Object.entries(wires[wire] ?? {})
      .filter(([, value]) => value instanceof z.ZodType)
      .map(([name]) => name),
  );
  const read = new Set(withSchema.filter(({ rejects }) => !rejects).map(({ schema }) => schema));
  // Parts of messages, not messages.
  const parts = new Set(['DynamicsId', 'PushData']);
  expect(exported.filter((name) => !read.has(name) && !parts.has(name))).toEqual([]);
});

test('no two fixtures of a file have the same name', () => {
  const names = all.map(({ file, schema, name }) => `${file} ${schema} ${name}`);
  expect(names).toEqual([...new Set(names)]);
});

describe('a documented path is the one we build', () => {
  const paths = Object.values(gatewayDynamics.dynamicsPaths);
  const current = all.filter(({ wire, path, file }) => {
    return wire === 'gateway-dynamics' && path !== undefined && !file.endsWith('legacy.json');
  });
  test.each(titled(current))('%s', (_title, { path = '' }) => {
    const organization = /\/orgs\/([^/]+)\//.exec(path)?.[1] ?? '';
    expect(paths.map((build) => build(organization))).toContain(path);
  });
});

test('a fixture of Dynamics sends only headers that we know', () => {
  const known = new Set<string>(Object.values(gatewayDynamics.dynamicsHeaders));
  const sent = all
    .filter(({ wire }) => wire === 'gateway-dynamics')
    .flatMap(({ headers = {} }) => Object.keys(headers));
  expect(sent.length).toBeGreaterThan(0);
  expect(sent.filter((name) => !known.has(name))).toEqual([]);
});
