import { CodedError, type ProblemCode, type ProblemDetails } from '@journeys-push/contract/problems';
import { type Route, routes } from '@journeys-push/contract/routes';
import type { MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type * as z from 'zod';
import type { Env, Request } from './context.ts';

const MAX_BYTES = 64 * 1024;

/** Deeper than any body of ours; what is deeper could not be stored either. */
const MAX_DEPTH = 20;

function limitTo(maxSize: number): MiddlewareHandler<Env> {
  const onError = (): never => {
    throw new CodedError('body-too-large', `This route takes at most ${maxSize / 1024} kB.`);
  };
  const counting = bodyLimit({ maxSize, onError });
  return (context, next) => {
    const announced = context.req.header('content-length');
    // Counting makes a web stream of the body, which costs more than all the rest of a request.
    if (announced === undefined || context.req.header('transfer-encoding') !== undefined) {
      return counting(context, next);
    }
    return Number(announced) <= maxSize ? next() : onError();
  };
}

const usual = limitTo(MAX_BYTES);
const larger = new Map(
  Object.values<Route>(routes).flatMap(({ path, maxBytes }) => (maxBytes ? [[path, limitTo(maxBytes)]] : [])),
);

/** Refuses bodies over the route's limit, announced or not, before they are read whole. */
export const limitBody: MiddlewareHandler<Env> = (context, next) =>
  (larger.get(context.req.path as Route['path']) ?? usual)(context, next);

/** A code of its own for a wrong field; the field's value is given. */
export type FieldCodes = Record<string, (value: unknown) => ProblemCode>;

/** The request's JSON in the shape of `schema`. @throws CodedError `body-invalid` unless `codes` names a better one */
export async function readBody<T>(
  context: Request,
  schema: z.ZodType<T>,
  codes: FieldCodes = {},
): Promise<T> {
  const read = judge(await readJson(context), schema, codes);
  if ('refused' in read) throw read.refused;
  return read.data;
}

/** Whether a value has the shape of `schema`, and if not, why. */
export function judge<T>(
  value: unknown,
  schema: z.ZodType<T>,
  codes: FieldCodes = {},
): { data: T } | { refused: CodedError } {
  if (isStorable(value)) return judgeShape(value, schema, codes);
  const detail = `Texts must be well-formed Unicode without U+0000, at most ${MAX_DEPTH} levels deep.`;
  return { refused: new CodedError('body-invalid', detail) };
}

/** The same, where the parts of the value are judged later. */
export function judgeShape<T>(
  value: unknown,
  schema: z.ZodType<T>,
  codes: FieldCodes = {},
): { data: T } | { refused: CodedError } {
  const parsed = schema.safeParse(value);
  if (parsed.success) return { data: parsed.data };
  const errors = parsed.error.issues.slice(0, 20).map(fieldError);
  return { refused: new CodedError(codeOf(errors, value, codes), undefined, errors) };
}

function codeOf(errors: FieldError[], body: unknown, codes: FieldCodes): ProblemCode {
  const fields = typeof body === 'object' && body !== null ? (body as Record<string, unknown>) : undefined;
  const [code] = errors.flatMap(({ path }) => (fields && codes[path] ? [codes[path](fields[path])] : []));
  return code ?? 'body-invalid';
}

/** The request's JSON, whatever its shape. @throws CodedError `media-type`, `body-malformed` */
export async function readJson(context: Request): Promise<unknown> {
  const type = context.req.header('content-type') ?? '';
  if (!/^application\/json\s*(;|$)/i.test(type)) {
    throw new CodedError('media-type', type ? undefined : 'The request has no Content-Type.');
  }
  const bytes = await context.req.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes));
  } catch {
    throw new CodedError('body-malformed');
  }
}

/** PostgreSQL keeps neither U+0000 nor half a surrogate pair. */
function isStorable(value: unknown, depth = 0): boolean {
  if (typeof value === 'string') return !/[\0\p{Surrogate}]/u.test(value);
  if (typeof value !== 'object' || value === null) return true;
  if (depth === MAX_DEPTH) return false;
  return Object.entries(value).every(([key, inner]) => isStorable(key) && isStorable(inner, depth + 1));
}

type FieldError = NonNullable<ProblemDetails['errors']>[number];

const fieldError = ({ path, message }: z.core.$ZodIssue): FieldError => ({
  path: path.map(String).join('.').slice(0, 200),
  message: message.slice(0, 300),
});
