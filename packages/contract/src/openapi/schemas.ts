import * as z from 'zod';
import * as backendGateway from '../backend-gateway.ts';
import { WebhookBody } from '../gateway-dynamics.ts';
import * as operatorGateway from '../operator-gateway.ts';
import * as shellGateway from '../shell-gateway.ts';

/** The wires whose schemas have a name in the document: that of their export. Dynamics calls one route. */
const wires = [shellGateway, backendGateway, operatorGateway, { WebhookBody }];

export type Json = Record<string, unknown>;

/** By the name of its export. @throws where it has none: a message of the wire has a name */
export function refTo(schema: z.ZodType): Json {
  for (const [name, candidate] of wires.flatMap((wire) => Object.entries(wire)))
    if (candidate === schema) return { $ref: `#/components/schemas/${name}` };
  throw new Error('A body in the table of routes is the export of no wire.');
}

/** Where it stands. */
export const inline = (schema: z.ZodType): Json => plain(z.toJSONSchema(schema, { io: 'input' }));

/** Every schema that has a name, with references between them. */
export function namedSchemas(): Record<string, Json> {
  const named = z.registry<{ id: string }>();
  for (const [id, schema] of wires.flatMap((wire) => Object.entries(wire)))
    if (schema instanceof z.ZodType) named.add(schema, { id });
  const { schemas } = z.toJSONSchema(named, { io: 'input', uri: (id) => `#/components/schemas/${id}` });
  return Object.fromEntries(Object.entries(schemas).map(([id, schema]) => [id, plain(schema)]));
}

/** Without what only Zod needs: the limits of safe integers, and patterns that a format says already. */
function plain(schema: object): Json {
  return JSON.parse(JSON.stringify(schema), (key, value) => {
    if (key === '$schema' || key === '$id') return undefined;
    if (Math.abs(value) === Number.MAX_SAFE_INTEGER) return undefined;
    if (typeof value?.format !== 'string') return value;
    const { pattern: _, ...rest } = value;
    return rest;
  });
}

/** Those that the paths lead to. */
export function referenced(paths: object, schemas: Record<string, Json>): Record<string, Json> {
  const found = new Set<string>();
  const follow = (from: object) => {
    for (const [, name = ''] of JSON.stringify(from).matchAll(/"#\/components\/schemas\/(\w+)"/g)) {
      const schema = schemas[name];
      if (found.has(name) || !schema) continue;
      found.add(name);
      follow(schema);
    }
  };
  follow(paths);
  return Object.fromEntries(Object.entries(schemas).filter(([name]) => found.has(name)));
}
