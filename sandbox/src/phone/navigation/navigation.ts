import type { Destination } from '@journeys-push/shell/core';

/** Where a navigation of the WebView ended. `lost`: it never arrived anywhere. */
export interface Journey {
  end: 'app' | 'outside' | 'refused' | 'lost';
  /** The last URL. */
  url: string;
  /** Every URL before it: redirects that were passed on the way. */
  hops: string[];
  /** For `refused` and `lost`. */
  why?: string;
}

export interface JourneyOptions {
  destination(url: string): Destination;
  fetch: typeof fetch;
}

const MAX_REDIRECTS = 10;
const HOP_MS = 10_000;

/**
 * Follows a URL hop by hop, as the WebView asks the shell before each navigation. A page of a redirect host is
 * never shown: it may pass only as a redirect, without bridge (spec: where a tap opens).
 */
export async function follow(start: string, { destination, fetch }: JourneyOptions): Promise<Journey> {
  const hops: string[] = [];
  for (let url = start; ; ) {
    const end = destination(url);
    if (end === 'refused') return { end, url, hops, why: 'not an allowed link' };
    if (end !== 'redirect') return { end, url, hops };
    if (hops.length === MAX_REDIRECTS) return { end: 'lost', url, hops, why: 'too many redirects' };
    const next = await redirectOf(url, fetch);
    if ('why' in next) return { ...next, url, hops };
    hops.push(url);
    url = next.location;
  }
}

type Redirect = { location: string } | { end: 'refused' | 'lost'; why: string };

async function redirectOf(url: string, send: typeof fetch): Promise<Redirect> {
  try {
    const answer = await send(url, { redirect: 'manual', signal: AbortSignal.timeout(HOP_MS) });
    await answer.body?.cancel();
    const location = answer.headers.get('location');
    if (answer.status < 300 || answer.status > 399 || !location || !URL.canParse(location, url))
      return { end: 'refused', why: `${answer.status}, not a redirect` };
    return { location: new URL(location, url).href };
  } catch (error) {
    return { end: 'lost', why: String((error as Error).cause ?? error) };
  }
}
