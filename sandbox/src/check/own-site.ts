import { createLoopbackFetch } from '../loopback-fetch.ts';
import { CheckFailure } from './check-failure.ts';

/** How long the first page may take: a development server may build it first. */
const ANSWER_MS = 30_000;
const MAX_REDIRECTS = 10;

/**
 * Looks at the customer's site before the phones do: resolves if there is a page. Throws CheckFailure
 * `page-unreachable` or `page-elsewhere`, or the reason of `interrupted`.
 */
export async function reachSite(
  address: string,
  allowed: readonly string[] = [],
  interrupted?: AbortSignal,
): Promise<void> {
  const loopback = createLoopbackFetch();
  // Not `AbortSignal.timeout`: one that only `any` knows is collected, and never comes (Node 20.20).
  const late = new AbortController();
  const timer = setTimeout(() => late.abort(new Error(`no answer within ${ANSWER_MS / 1000} s`)), ANSWER_MS);
  const signal = AbortSignal.any([late.signal, ...(interrupted ? [interrupted] : [])]);
  try {
    let url = new URL(address);
    for (let hops = 0; hops < MAX_REDIRECTS; hops += 1) {
      const answer = await ask(url, (input) => loopback.fetch(input, { ...AS_BROWSER, signal }));
      const next = redirectOf(answer, url, allowed);
      if (!next) return judge(answer, url);
      url = next;
    }
    // A browser keeps cookies, which may end such a circle: the phones will see.
  } catch (error) {
    interrupted?.throwIfAborted();
    throw error;
  } finally {
    clearTimeout(timer);
    loopback.close();
  }
}

/** Some development servers answer with the page only who asks for one. */
const AS_BROWSER: RequestInit = { redirect: 'manual', headers: { accept: 'text/html,*/*;q=0.8' } };

async function ask(url: URL, send: (input: string) => Promise<Response>): Promise<Response> {
  try {
    const answer = await send(url.href);
    await answer.body?.cancel();
    return answer;
  } catch (error) {
    throw new CheckFailure('page-unreachable', `${named(url)}: ${reasonOf(error)}.`);
  }
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  const { cause } = error;
  return cause instanceof Error ? String('code' in cause ? cause.code : cause.message) : error.message;
}

/** The next URL of the same site, or of an origin that belongs to it, where the answer names one. */
function redirectOf({ status, headers }: Response, from: URL, allowed: readonly string[]): URL | undefined {
  const location = headers.get('location');
  if (status < 300 || status > 399 || !location || !URL.canParse(location, from.href)) return undefined;
  const next = new URL(location, from);
  if (next.origin === from.origin || allowed.includes(next.origin)) return next;
  throw new CheckFailure('page-elsewhere', `${named(from)} leads to ${named(next)}.`);
}

function judge({ ok, status, headers }: Response, url: URL): void {
  if (!ok) throw new CheckFailure('page-unreachable', `${named(url)} answers ${status}.`);
  const type = headers.get('content-type') ?? 'no content type';
  if (/^text\/html\b/i.test(type)) return;
  throw new CheckFailure('page-unreachable', `${named(url)} answers ${type}, which is no web page.`);
}

/** Without its query, where a sign-in keeps what nobody should read. */
const named = ({ origin, pathname }: URL): string => origin + pathname;

/** Where a push can lead when nobody has named a place: another address of the page that the start page leads to. */
export function linkOf({ href }: URL): string {
  const link = new URL(href);
  link.searchParams.set('from', 'notification');
  return link.pathname + link.search + link.hash;
}
