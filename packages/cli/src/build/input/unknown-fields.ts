import * as z from 'zod';
import { isObject } from './config-words.ts';

/** A schema without what wraps it: what may be left out, what has a default. */
function bare(schema: unknown): unknown {
  const isWrapped =
    schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault;
  return isWrapped ? bare(schema.unwrap()) : schema;
}

export interface UnknownField {
  path: string;
  /** The fields that there are beside it. */
  known: string[];
}

/**
 * The fields that a schema does not know. The schema itself leaves them out without a word, so that an older app can
 * read a newer configuration; a person who has mistyped a field wants to hear of it.
 */
export function unknownFields(content: unknown, schema: unknown, within = ''): UnknownField[] {
  const object = bare(schema);
  if (!(object instanceof z.ZodObject) || !isObject(content) || Array.isArray(content)) return [];
  const known = Object.keys(object.shape);
  return Object.entries(content).flatMap(([name, value]) => {
    const path = within ? `${within}.${name}` : name;
    if (path === '$schema') return [];
    return known.includes(name) ? unknownFields(value, object.shape[name], path) : [{ path, known }];
  });
}
