import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { fetchKeys } from './fetch-keys.ts';
import type { SigningKey } from './key.ts';
import { type KeySource, matching, type Signed } from './keys.ts';

export interface JwksOptions {
  url: string;
  /** How long the last known keys are used while the URL cannot be reached. */
  maxAgeMs: number;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  log: Log;
  /** Other keys than before: what was verified with the old ones may be wrong now. */
  onChange: () => void;
}

/** How often the keys are fetched: a key that was taken away is good for as long at most. */
const REFRESH_MS = 10 * 60_000;
/** The same after a failure. */
const RETRY_MS = 15_000;
/** A key that nobody knows makes us look at once, but not more often than this: anybody can name one. */
const COOLDOWN_MS = 10_000;

interface KeySet {
  keys: SigningKey[];
  fetchedAt: number;
}

/** The public keys that the customer's backend publishes: fetched by the clock, so that no request waits for them. */
export function createJwks({ url, maxAgeMs, clock, fetch, log, onChange }: JwksOptions): KeySource {
  const ending = new AbortController();
  let set: KeySet | undefined;
  let fails = false;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;
  let cancel: () => void = () => undefined;

  const usable = () => (set && clock.now() - set.fetchedAt <= maxAgeMs ? set : undefined);

  function arrived(keys: SigningKey[]): void {
    if (set && fingerprint(keys) !== fingerprint(set.keys)) onChange();
    if (fails)
      log.info({ code: 'identity-keys-back', keys: keys.length }, 'The public keys can be read again');
    fails = false;
    set = { keys, fetchedAt: clock.now() };
  }

  function failed(error: Error): void {
    if (ending.signal.aborted) return;
    if (!fails)
      log.warn({ code: 'identity-keys-unreachable', error: error.message }, 'The public keys cannot be read');
    fails = true;
  }

  async function load(): Promise<void> {
    cancel();
    triedAt = clock.now();
    await fetchKeys(url, { fetch, clock, signal: ending.signal }).then(arrived, failed);
    underWay = undefined;
    if (!ending.signal.aborted) cancel = clock.after(fails ? RETRY_MS : REFRESH_MS, refresh);
  }

  function refresh(): Promise<void> {
    underWay ??= load();
    return underWay;
  }

  return {
    async find(signed: Signed) {
      const known = matching(usable()?.keys ?? [], signed);
      if (known.length > 0) return known;
      if (underWay || clock.now() - triedAt >= COOLDOWN_MS) await refresh();
      const now = usable();
      const found = matching(now?.keys ?? [], signed);
      return !now || (fails && found.length === 0) ? 'unavailable' : found;
    },
    start: () => void refresh(),
    close() {
      ending.abort();
      cancel();
    },
  };
}

const fingerprint = (keys: SigningKey[]): string =>
  keys.map(({ kid, alg, key }) => JSON.stringify([kid, alg, key.export({ format: 'jwk' })])).join();
