import { randomUUID } from 'node:crypto';
import { type ProblemCode, problemDetails, problems } from '@journeys-push/contract/problems';
import { describe, expect, test } from 'vitest';
import { backoffMs } from './backoff.ts';
import { type Failure, failureOf } from './failure.ts';

const now = Date.parse('2026-11-24T08:00:00Z');
const answer = (body: unknown, status = 500, headers: Record<string, string> = {}) => ({
  status,
  headers,
  body: typeof body === 'string' ? body : JSON.stringify(body),
});

describe('what the gateway answers', () => {
  const kinds: Partial<Record<ProblemCode, Failure['kind']>> = {
    'permission-missing': 'refused',
    'token-missing': 'refused',
    'token-in-use': 'refused',
    'user-id-required': 'refused',
    'user-id-invalid': 'refused',
    'user-id-unmapped': 'refused',
    'user-unknown': 'refused',
    'user-ambiguous': 'refused',
    'identity-required': 'refused',
    'identity-invalid': 'refused',
    'identity-subject': 'refused',
    'identity-audience': 'refused',
    'identity-installation': 'refused',
    'identity-expired': 'identity',
    'identity-replayed': 'identity',
    'app-unknown': 'refused',
    'dynamics-refused': 'refused',
    'plugin-disabled': 'refused',
    'not-in-app': 'refused',
    superseded: 'refused',
    'installation-unknown': 'unknown',
    'credential-missing': 'credential',
    'credential-invalid': 'credential',
  };

  test.each(Object.keys(problems) as ProblemCode[])('%s means one thing', (code) => {
    const failure = failureOf(answer(problemDetails(code), problems[code].status), now);
    const kind = kinds[code] ?? 'retry';
    expect(failure.kind).toBe(kind);
    const ofThePage =
      kind === 'refused' ||
      kind === 'identity' ||
      ['offline', 'identity-unavailable', 'deadline'].includes(code);
    expect(failure.reason).toBe(ofThePage ? code : 'gateway-unavailable');
  });

  test.each(['', 'not json', '[]', 'null', '{"code":7}', '{"code":"from-the-future"}'])(
    'the body %j means that it is unavailable',
    (body) => {
      expect(failureOf(answer(body, 502), now)).toMatchObject({
        kind: 'retry',
        reason: 'gateway-unavailable',
      });
    },
  );

  test.each([
    ['120', 120_000],
    ['Tue, 24 Nov 2026 08:01:00 GMT', 60_000],
    ['Tue, 24 Nov 2026 07:00:00 GMT', 0],
    ['999999', 3_600_000],
    ['soon', undefined],
  ])('Retry-After: %s', (text, ms) => {
    expect(failureOf(answer('', 503, { 'retry-after': text }), now).retryAfterMs).toBe(ms);
  });
});

test('back-off doubles, is spread over half of that, and ends at a quarter of an hour', () => {
  const random = { uuid: randomUUID };
  for (const [failures, full] of [
    [0, 2_000],
    [1, 4_000],
    [5, 64_000],
    [9, 900_000],
    [500, 900_000],
  ] as const) {
    const ms = backoffMs(failures, random);
    expect(ms).toBeGreaterThanOrEqual(full / 2);
    expect(ms).toBeLessThanOrEqual(full);
  }
});
