import { CodedError, type ProblemCode, type ProblemDetails } from '@journeys-push/contract/problems';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import type { Request } from './context.ts';

const MAX_BYTES = 64 * 1024;

/** Refuses bodies over 64 kB, announced or not, before they are read whole. */
export const limitBody = bodyLimit({
  maxSize: MAX_BYTES,
  onError: () => {
    throw new CodedError('body-too-large');
  },
});

/** A code of its own for a wrong field; the field's value is given. */
export type FieldCodes = Record<string, (value: unknown) => ProblemCode>;

/** The request's JSON in the shape of `schema`. @throws CodedError `body-invalid` unless `codes` names a better one */
export async function readBody<T>(
  context: Request,
  schema: z.ZodType<T>,
  codes: FieldCodes = {},
): Promise<T> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new CodedError('media-type', type ? undefined : 'The request has no Content-Type.');
  }
  const body = parse(await context.req.arrayBuffer());
  const parsed = schema.safeParse(body);
  if (parsed.success) return parsed.data;
  const errors = parsed.error.issues.slice(0, 20).map(fieldError);
  throw new CodedError(codeOf(errors, body, codes), undefined, errors);
}

function codeOf(errors: FieldError[], body: unknown, codes: FieldCodes): ProblemCode {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  const [code] = errors.flatMap(({ path }) => (fields && codes[path] ? [codes[path](fields[path])] : []));
  return code ?? 'body-invalid';
}

function parse(bytes: ArrayBuffer): unknown {
  let unstorable = false;
  const watch = (_key: string, value: unknown) => {
    // PostgreSQL keeps neither U+0000 nor half a surrogate pair.
    if (typeof value === 'string' && /[\0\p{Surrogate}]/u.test(value)) unstorable = true;
    return value;
  };
  let json: unknown;
  try {
    json = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes), watch);
  } catch {
    throw new CodedError('body-malformed');
  }
  if (unstorable) throw new CodedError('body-invalid', 'Strings must be well-formed Unicode without U+0000.');
  return json;
}

type FieldError = NonNullable<ProblemDetails['errors']>[number];

const fieldError = ({ path, message }: z.core.$ZodIssue): FieldError => ({
  path: path.map(String).join('.').slice(0, 200),
  message: message.slice(0, 300),
});
