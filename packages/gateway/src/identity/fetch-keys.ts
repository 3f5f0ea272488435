import type { Clock } from '../clock.ts';
import { readKey, type SigningKey } from './key.ts';

export interface Fetching {
  fetch: typeof globalThis.fetch;
  clock: Clock;
  signal: AbortSignal;
}

const TIMEOUT_MS = 5_000;
const MAX_BYTES = 256 * 1024;

/** A JWKS (RFC 7517) as it comes. @throws Error */
export async function fetchJwks(url: string, { fetch, clock, signal }: Fetching): Promise<string> {
  const late = new AbortController();
  const cancel = clock.after(TIMEOUT_MS, () => late.abort(new Error('no answer within 5 s')));
  try {
    const response = await fetch(url, {
      headers: { accept: 'application/jwk-set+json, application/json' },
      // Elsewhere might be somebody else.
      redirect: 'error',
      signal: AbortSignal.any([signal, late.signal]),
    });
    if (response.status !== 200) throw new Error(`it answers ${response.status}`);
    return await textOf(response);
  } finally {
    cancel();
    // Lets the connection go where the body was not read.
    late.abort();
  }
}

async function textOf({ body }: Response): Promise<string> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of body ?? []) {
    length += chunk.length;
    if (length > MAX_BYTES) throw new Error('its answer is over 256 kB');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The usable keys of a JWKS; others are passed over. `complaint`: why there is none. @throws Error if it is no JWKS */
export function keysIn(text: string): { keys: SigningKey[]; complaint?: string } {
  const found = jwksOf(text).map((entry) => (isObject(entry) ? readKey(entry) : { mistake: 'no object' }));
  const keys = found.flatMap((reading) => ('key' in reading ? [reading.key] : []));
  if (keys.length > 0) return { keys };
  const why = found.flatMap((reading) => ('mistake' in reading ? [reading.mistake] : []));
  return { keys, complaint: ['none of its keys can be used', ...new Set(why)].join('; ') };
}

function jwksOf(text: string): unknown[] {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new Error('its answer is not JSON');
  }
  if (isObject(json) && Array.isArray(json.keys)) return json.keys;
  throw new Error('its answer is not a JWKS: {"keys": […]}');
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
