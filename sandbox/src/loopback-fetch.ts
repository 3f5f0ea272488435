import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';
import { Agent, fetch as undiciFetch } from 'undici';

/**
 * `fetch` that finds every `*.localhost` name on this machine, as browsers do (RFC 6761 §6.3). Node asks the
 * system's resolver, which on many Linux machines knows only `localhost` itself.
 */
export function createLoopbackFetch(): { fetch: typeof fetch; close(): Promise<void> } {
  const agent = new Agent({ connect: { lookup: lookupLoopback } });
  return {
    fetch: ((url: string, init?: RequestInit) =>
      undiciFetch(url, { ...(init as object), dispatcher: agent })) as typeof fetch,
    close: () => agent.destroy(),
  };
}

/** Finds every `*.localhost` name on this machine. */
export const lookupLoopback: LookupFunction = (hostname, options, callback) => {
  if (hostname.endsWith('.localhost')) {
    const found = { address: '127.0.0.1', family: 4 };
    return options.all ? callback(null, [found]) : callback(null, found.address, found.family);
  }
  lookup(hostname, options, callback);
};
