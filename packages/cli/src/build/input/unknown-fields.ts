import * as z from 'zod';
import { isObject } from './config-words.ts';

/** A schema without what wraps it: what may be left out, what has a default. */
function bare(schema: unknown): unknown {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? bare(schema.unwrap()) : schema;
}

/**
 * The fields that a schema does not know, by their paths. The schema itself leaves them out without a word, so that an
 * older app can read a newer configuration; a person who has mistyped a field wants to hear of it.
 */
export function unknownFields(content: unknown, schema: unknown, within = ''): string[] {
  const object = bare(schema);
  if (!(object instanceof z.ZodObject) || !isObject(content) || Array.isArray(content)) return [];
  return Object.entries(content).flatMap(([name, value]) => {
    const path = within ? `${within}.${name}` : name;
    if (path === '$schema') return [];
    return name in object.shape ? unknownFields(value, object.shape[name], path) : [path];
  });
}
