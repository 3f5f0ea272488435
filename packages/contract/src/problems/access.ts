import { type Problem, problem } from './problem.ts';

/** Who may use the server and admin routes, and how often anybody may come. */
export const accessProblems = {
  'key-missing': problem(
    [401, 'caller', false],
    'The request carries no API key.',
    'Send Authorization: Bearer with a key made by journeys-push keys create.',
  ),
  'key-invalid': problem(
    [401, 'caller', false],
    'The API key is unknown, revoked or expired.',
    'Use one that journeys-push keys list shows as active, or make another one.',
  ),
  'key-scope': problem(
    [403, 'caller', false],
    'The API key may not do this.',
    'Use a key with the scope that "detail" names: journeys-push keys create --scope.',
  ),
  'rate-limited': problem(
    [429, 'operator', true],
    'Too many requests came in too short a time.',
    'Wait as long as Retry-After says. Operators: limits in the configuration, docs/gateway/access.md.',
  ),
  'installations-too-many': problem(
    [409, 'operator', true],
    'The user owns as many installations as the gateway allows.',
    'Sign the user out on another device, or raise limits.installationsPerUser.',
  ),
  'idempotency-key-invalid': problem(
    [400, 'caller', false],
    'The Idempotency-Key cannot be read.',
    'Send 1 to 255 printable ASCII characters, without quotation marks and backslashes inside.',
  ),
  'idempotency-mismatch': problem(
    [422, 'caller', false],
    'The Idempotency-Key belongs to another request.',
    'Make a new key for each request, and repeat it only with the same method, path and body.',
  ),
  'idempotency-busy': problem(
    [409, 'network', true],
    'The first request with this Idempotency-Key is still being answered.',
    'Wait as long as Retry-After says, then repeat it.',
  ),
} as const satisfies Record<string, Problem>;
