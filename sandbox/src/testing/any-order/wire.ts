/**
 * The phones' way to the gateway, with an eye on it. A request that a phone gives up (offline, killed, timed out) is
 * not called back: the gateway may still get it and nobody hears the answer, which is what happens on a real network.
 */
export interface Wire {
  fetch: typeof fetch;
  /** Requests that the gateway has not finished with, as `METHOD path`. */
  underWay(): string[];
  /** Settles when one of them is finished. */
  moved(): Promise<unknown>;
}

export function createWire(send: typeof fetch): Wire {
  const requests = new Map<Promise<unknown>, string>();
  const exchange = async (url: string, init: RequestInit): Promise<Response> => {
    const { status, headers, body } = await send(url, init).then(readWhole);
    return new Response(body === '' ? null : body, { status, headers });
  };
  return {
    fetch: ((url: string, { signal, ...init }: RequestInit = {}) => {
      const answer = exchange(url, init);
      const finished = answer
        .then(
          () => undefined,
          () => undefined,
        )
        .finally(() => requests.delete(finished));
      requests.set(finished, `${init.method} ${new URL(url).pathname}`);
      return Promise.race([answer, givenUp(signal)]);
    }) as typeof fetch,
    underWay: () => [...requests.values()],
    moved: () => Promise.race(requests.keys()),
  };
}

const readWhole = async (response: Response) => ({
  status: response.status,
  headers: Object.fromEntries(response.headers),
  body: await response.text(),
});

const givenUp = (signal: AbortSignal | null | undefined): Promise<never> =>
  new Promise((_, reject) => {
    if (signal?.aborted) reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
