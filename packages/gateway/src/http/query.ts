import { CodedError } from '@journeys-push/contract/problems';
import type * as z from 'zod';
import type { Request } from './context.ts';

/** A parameter of the query; absent, `undefined`. @throws CodedError `query-invalid`, naming it */
export function readParam<T>(context: Request, name: string, schema: z.ZodType<T>): T | undefined {
  const text = context.req.query(name);
  if (text === undefined) return undefined;
  // PostgreSQL knows no such text.
  if (text.includes('\0')) throw new CodedError('query-invalid', `${name}: must not hold U+0000`);
  const parsed = schema.safeParse(text);
  if (parsed.success) return parsed.data;
  throw new CodedError('query-invalid', `${name}: ${parsed.error.issues[0]?.message ?? 'not valid'}`);
}
