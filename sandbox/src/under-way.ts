import { setTimeout as sleep, setImmediate as turn } from 'node:timers/promises';

/** Real milliseconds that the sandbox's time stands still for one request. */
const PATIENCE_MS = 500;

/**
 * The requests that are on their way inside the sandbox. A clock that is moved must not run past them: to the phone or
 * gateway that waits for the answer it would look like a network that takes minutes.
 */
export interface UnderWay {
  /** A `fetch` whose requests are seen here. */
  watch(send: typeof fetch): typeof fetch;
  /** Something else that is waited for: `rest` resolves when it stands still, and bounds that by itself. */
  join(rest: () => Promise<void>): void;
  /** Resolves when nothing is on its way but what has had its time already: a request that hangs, or waits by intent. */
  settle(): Promise<void>;
}

export function createUnderWay({ patienceMs = PATIENCE_MS } = {}): UnderWay {
  const fresh = new Set<Promise<unknown>>();
  const others: (() => Promise<void>)[] = [];
  const begin = (request: Promise<unknown>) => {
    const had = Promise.race([request.catch(() => undefined), sleep(patienceMs, undefined, { ref: false })]);
    fresh.add(had);
    void had.then(() => fresh.delete(had));
  };
  return {
    watch:
      (send) =>
      (...call) => {
        const answer = send(...call);
        begin(answer);
        return answer;
      },
    join: (rest) => void others.push(rest),
    async settle() {
      await turn();
      // An answer may lead to the next request.
      do {
        for (const rest of others) await rest();
        await Promise.all(fresh);
        await turn();
      } while (fresh.size > 0);
    },
  };
}
