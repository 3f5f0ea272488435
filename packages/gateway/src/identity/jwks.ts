import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { fetchJwks, keysIn } from './fetch-keys.ts';
import type { SigningKey } from './key.ts';
import { type KeySource, matching, type Signed } from './keys.ts';
import type { KeysMemory } from './keys-store.ts';

export interface JwksOptions {
  url: string;
  /** How long the last known keys are used while the URL cannot be reached. */
  maxAgeMs: number;
  clock: Clock;
  fetch: typeof globalThis.fetch;
  memory: KeysMemory;
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
  readAt: number;
}

/** The public keys that the customer's backend publishes: fetched by the clock, so that no request waits for them. */
export function createJwks(options: JwksOptions): KeySource {
  const { url, maxAgeMs, clock, fetch, memory, log, onChange } = options;
  const ending = new AbortController();
  let set: KeySet | undefined;
  let fails = false;
  let triedAt = Number.NEGATIVE_INFINITY;
  let underWay: Promise<void> | undefined;
  let cancel: () => void = () => undefined;

  const usable = () => (set && clock.now() - set.readAt <= maxAgeMs ? set : undefined);

  function arrived(text: string): void {
    const { keys, complaint } = keysIn(text);
    if (set && fingerprint(keys) !== fingerprint(set.keys)) onChange();
    // Also where none can be used: that is no outage, the ones before have been taken away.
    set = { keys, readAt: clock.now() };
    // Without a database nobody is bound anyway.
    memory.save({ text, readAt: set.readAt }).catch(() => undefined);
    if (complaint) throw new Error(complaint);
    if (fails)
      log.info({ code: 'identity-keys-back', keys: keys.length }, 'The public keys can be read again');
    fails = false;
  }

  async function failed(error: Error): Promise<void> {
    if (ending.signal.aborted) return;
    const line = { code: 'identity-keys-unreachable', error: inWords(error) };
    if (!fails) log.warn(line, 'The public keys cannot be read');
    fails = true;
    // Only now: what an earlier process has read may name keys that were taken away since.
    set ??= await remembered(memory).catch(() => undefined);
  }

  async function load(): Promise<void> {
    cancel();
    triedAt = clock.now();
    await fetchJwks(url, { fetch, clock, signal: ending.signal }).then(arrived).catch(failed);
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

async function remembered(memory: KeysMemory): Promise<KeySet | undefined> {
  const read = await memory.load();
  return read && { keys: keysIn(read.text).keys, readAt: read.readAt };
}

/** `fetch failed` says little. */
function inWords({ message, cause }: Error): string {
  const { code } = (cause ?? {}) as { code?: unknown };
  return typeof code === 'string' ? `${message}: ${code}` : message;
}

const fingerprint = (keys: SigningKey[]): string =>
  keys.map(({ kid, alg, key }) => JSON.stringify([kid, alg, key.export({ format: 'jwk' })])).join();
