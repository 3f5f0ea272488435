import type * as z from 'zod';
import type { ProblemCode } from '../problems.ts';

/**
 * Who may call a route.
 *
 * `anyone` · `first-contact` an installation, also one that enrols · `installation` by its credential · else an API key
 * with this scope
 */
export type Caller = 'anyone' | 'first-contact' | 'installation' | Scope;
export type Scope = 'read' | 'register' | 'admin' | 'tokens';

/** What one status of a route means. */
export interface RouteAnswer {
  /** One plain sentence. */
  says: string;
  body?: z.ZodType;
  /** Where it is not JSON. */
  types?: string[];
}

/** One route of the gateway. */
export interface Route {
  method: 'GET' | 'PUT' | 'POST' | 'PATCH' | 'DELETE';
  /** With `{name}` for what varies. */
  path: `/${string}`;
  /** One plain sentence in the imperative, without a full stop. */
  summary: string;
  /** What a caller must know beyond the summary. */
  description?: string;
  caller: Caller;
  /** What varies in the path. */
  params?: Record<string, z.ZodType>;
  /** `example`: as the call that /docs shows has it. A route that needs one of its parameters has such a one. */
  query?: Record<string, { schema: z.ZodType; says: string; example?: string }>;
  /** A listing: takes `limit` and `cursor`. */
  paged?: true;
  /** Takes `Prefer: wait=N`. */
  waits?: true;
  body?: z.ZodType;
  /** A body as it may come. */
  example?: unknown;
  /** Largest body in bytes, where it is not 64 kB. */
  maxBytes?: number;
  answers: Record<number, RouteAnswer>;
  /** Beyond those that every route with this caller, body or paging may answer. */
  problems?: ProblemCode[];
}

const COMMON: ProblemCode[] = ['rate-limited', 'gateway-unavailable', 'internal'];

const OF_CALLER: Record<'key' | Exclude<Caller, Scope>, ProblemCode[]> = {
  anyone: [],
  'first-contact': [
    'installation-id-invalid',
    'credential-missing',
    'credential-invalid',
    'installation-unknown',
  ],
  installation: [
    'installation-id-invalid',
    'credential-missing',
    'credential-invalid',
    'installation-unknown',
  ],
  key: ['key-missing', 'key-invalid', 'key-scope'],
};

/** Whether the route wants an API key. */
export const needsKey = (caller: Caller): caller is Scope =>
  caller !== 'anyone' && caller !== 'first-contact' && caller !== 'installation';

/** Whether the route takes an Idempotency-Key: it changes something for a holder of an API key. */
export const isRepeatable = ({ method, caller }: Route): boolean =>
  needsKey(caller) && method !== 'GET' && caller !== 'read';

/** Why a user id, as an app has it, cannot be turned into a record of Dynamics. */
export const USER_PROBLEMS = [
  'user-id-required',
  'user-id-invalid',
  'user-id-unmapped',
  'user-unknown',
  'user-ambiguous',
  'user-lookup-unavailable',
] as const satisfies ProblemCode[];

/** Every problem that a route may answer. */
export function problemsOf(route: Route): ProblemCode[] {
  const { caller, body, paged, problems = [] } = route;
  const codes: ProblemCode[] = [...OF_CALLER[needsKey(caller) ? 'key' : caller], ...problems];
  if (body) codes.push('media-type', 'body-too-large', 'body-malformed', 'body-invalid');
  if (paged) codes.push('query-invalid', 'cursor-invalid');
  if (isRepeatable(route)) codes.push('idempotency-key-invalid', 'idempotency-busy', 'idempotency-mismatch');
  return [...new Set([...codes, ...COMMON])];
}
