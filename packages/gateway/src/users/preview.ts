import { once } from 'node:events';
import { readFile } from 'node:fs/promises';
import { UserId } from '@journeys-push/contract/shell-gateway';
import pLimit from 'p-limit';
import { type Clock, systemClock } from '../clock.ts';
import { ConfigError } from '../config.ts';
import { withDeadline } from '../deadline.ts';
import { filledIn, parseJson } from '../settings.ts';
import { defaultTiming } from '../timing.ts';
import { Users } from './config.ts';
import type { GetToken } from './dataverse/credential.ts';
import type { Asked, UserMatch } from './resolve.ts';
import { createUsers } from './start.ts';

export { ConfigError };

/** An app user to try the rules on, with the claims that its identity token would have. */
export interface Sample {
  userId: string;
  claims?: Record<string, string>;
}

/** What the gateway would answer, for an operator. */
export type Verdict = { userId: string } & (
  | { outcome: 'found'; dynamicsUserId: string }
  | { outcome: 'unknown' | 'ambiguous' | 'unmapped' | 'invalid' }
  | { outcome: 'error'; cause: string; hint?: string }
);

export interface PreviewOptions {
  users: Users;
  fetch?: typeof globalThis.fetch;
  clock?: Clock;
  getToken?: GetToken;
  /** Ends it early. */
  signal?: AbortSignal;
}

/** As many people at once as ten calls to Dataverse ask for; and how often, and how long at most, one waits for a busy Dataverse. */
const AT_ONCE = 250;
const TRIES = 5;
const LONGEST_WAIT_MS = 300_000;

/** Tries the rules on samples as a gateway would, but patiently. Verdicts are in the order of the samples. */
export async function previewUsers(options: PreviewOptions, samples: Sample[]): Promise<Verdict[]> {
  const { users, fetch = globalThis.fetch, clock = systemClock, getToken, signal } = options;
  const ending = signal ?? new AbortController().signal;
  const silent = { warn: () => undefined, error: () => undefined };
  const resolve = createUsers({
    ...{ users, fetch, clock, getToken, signal: ending },
    timing: defaultTiming,
    log: silent,
  });

  async function patiently(userId: string, asked: Asked): Promise<UserMatch> {
    for (let tries = 1; ; tries += 1) {
      const match = await resolve(userId, asked);
      const wait = 'problem' in match ? match.retryAfterMs : undefined;
      if (wait === undefined || wait > LONGEST_WAIT_MS || tries === TRIES || ending.aborted) return match;
      await withDeadline({ ms: wait, clock, outer: ending }, (signal) => once(signal, 'abort'));
    }
  }

  const limit = pLimit(AT_ONCE);
  return limit.map(samples, async ({ userId, claims }): Promise<Verdict> => {
    if (!UserId.safeParse(userId).success) return { userId, outcome: 'invalid' };
    return { userId, ...verdictOf(await patiently(userId, { claims })) };
  });
}

const OUTCOMES = {
  'user-unknown': 'unknown',
  'user-ambiguous': 'ambiguous',
  'user-id-unmapped': 'unmapped',
} as const;

function verdictOf(match: UserMatch) {
  if ('dynamicsUserId' in match) return { outcome: 'found' as const, dynamicsUserId: match.dynamicsUserId };
  const { problem, failure } = match;
  if (problem !== 'user-lookup-unavailable') return { outcome: OUTCOMES[problem] };
  const hint = failure?.kind === 'refused' ? { hint: failure.hint } : {};
  return { outcome: 'error' as const, cause: failure?.cause ?? problem, ...hint };
}

/**
 * The part `users` of a configuration file, which alone is checked: the secrets of the other parts need not be in the
 * environment.
 *
 * @throws ConfigError with all mistakes at once
 */
export async function readUsers(
  file: string,
  environment: Record<string, string | undefined>,
): Promise<Users> {
  const mistakes: string[] = [];
  const config: unknown = await readFile(file, 'utf8')
    .then((text) => parseJson(text, (value) => value))
    .catch((error: Error) => {
      throw new ConfigError([`${file}: ${error.message}`]);
    });
  const written = JSON.stringify((config as { users?: unknown } | null)?.users ?? {});
  const parsed = Users.safeParse(parseJson(written, (text) => filledIn(text, environment, mistakes)));
  for (const { path, message } of parsed.error?.issues ?? [])
    mistakes.push(`${['users', ...path].join('.')}: ${message}`);
  if (parsed.success && mistakes.length === 0) return parsed.data;
  throw new ConfigError(mistakes);
}
