import { type Problem, problem } from './problem.ts';

/** The gateway's HTTP edge. */
export const httpProblems = {
  'body-too-large': problem(
    [413, 'caller', false],
    'The body is too large.',
    'Send less: "detail" says how much the route takes.',
  ),
  'body-malformed': problem([400, 'caller', false], 'The body is not valid JSON.', 'Send UTF-8 JSON.'),
  'body-invalid': problem(
    [422, 'caller', false],
    'The body does not have the expected shape.',
    'Correct the fields named in "errors".',
  ),
  'query-invalid': problem(
    [400, 'caller', false],
    'A parameter in the query does not have the expected shape.',
    'Correct the parameter that "detail" names.',
  ),
  'cursor-invalid': problem(
    [400, 'caller', false],
    'The cursor is none that this listing has given out.',
    'Pass "next" of the last page unchanged, or begin again without a cursor.',
  ),
  'media-type': problem(
    [415, 'caller', false],
    'The body is not application/json.',
    'Send application/json.',
  ),
  'route-unknown': problem(
    [404, 'caller', false],
    'There is no such route.',
    'Read /docs of the gateway: it lists every route.',
  ),
  'method-not-allowed': problem(
    [405, 'caller', false],
    'The route does not serve this method.',
    'Use a method named in the Allow header.',
  ),
  'installation-id-invalid': problem(
    [400, 'caller', false],
    'The installation id is not a UUID.',
    'Use the id made at install: 8-4-4-4-12 hex digits.',
  ),
  'installation-unknown': problem(
    [404, 'caller', false],
    'The gateway does not know this installation.',
    'Announce it first with PUT /v1/installations/{id}.',
  ),
  'credential-missing': problem(
    [401, 'caller', false],
    'The request carries no installation credential.',
    'Send Authorization: Bearer with the credential issued at first contact.',
  ),
  'credential-invalid': problem(
    [401, 'caller', false],
    'The installation credential is wrong.',
    'Use the one issued at first contact; a reinstalled app makes a new installation.',
  ),
  'vault-key-missing': problem(
    [500, 'operator', false],
    'A push token at rest was sealed with a key that the gateway does not have.',
    'Give the key named in the log again, as a second one in JOURNEYS_PUSH_KEYS; nothing is lost.',
  ),
  'vault-damaged': problem(
    [500, 'operator', false],
    'A push token at rest has been changed by somebody who does not have the key.',
    'Find out who writes to the database; restore the row, or let the app start again with a new token.',
  ),
  internal: problem(
    [500, 'operator', true],
    'The service failed.',
    'Try again; operators find the cause in the log under this trace id.',
  ),
} as const satisfies Record<string, Problem>;
