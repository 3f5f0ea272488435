import type { Readable } from 'node:stream';
import type { SiteAnswer } from '../control/site-wire.ts';
import { causeOf } from '../site/unreachable.ts';
import { createUpstream, type Upstream } from '../site/upstream.ts';

/** A development server may build its first page for as long. */
const ANSWER_MS = 15_000;
/** Where a page's title is looked for. */
const HEAD_BYTES = 64 * 1024;
const MAX_REDIRECTS = 5;

type Answer = Awaited<ReturnType<Upstream['ask']>>;

/** Asks a site for its page and says what came, in words for whoever has given its address. */
export async function trySite(url: string, withinMs = ANSWER_MS): Promise<SiteAnswer> {
  const { origin } = new URL(url);
  const upstream = createUpstream(origin);
  const signal = AbortSignal.timeout(withinMs);
  try {
    let at = new URL(url);
    for (let hops = 0; ; hops += 1) {
      const answer = await upstream.ask({
        ...{ method: 'GET', path: at.pathname + at.search, signal },
        headers: { accept: 'text/html,*/*;q=0.8', 'accept-encoding': 'identity' },
      });
      const next = redirectOf(answer, at);
      if (!next || hops === MAX_REDIRECTS) return await judge(answer, at);
      await answer.body.dump();
      if (next.origin !== origin) return leadsTo(next, answer.statusCode);
      at = next;
    }
  } catch (error) {
    return failed(url, error as Error, withinMs);
  } finally {
    await upstream.close();
  }
}

function redirectOf({ statusCode, headers: { location } }: Answer, from: URL): URL | undefined {
  if (statusCode < 300 || statusCode > 399 || typeof location !== 'string') return undefined;
  return URL.canParse(location, from.href) ? new URL(location, from) : undefined;
}

const leadsTo = ({ origin }: URL, status: number): SiteAnswer => ({
  ...{ ok: false, code: 'leads-elsewhere', status },
  message: `It leads on to ${origin}.`,
  remedy: `Give that address, or allow ${origin} as a further origin if both belong to the app.`,
});

async function judge({ statusCode: status, headers, body }: Answer, { pathname }: URL): Promise<SiteAnswer> {
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0] ?? '';
  const isPage = /^text\/html$/i.test(type.trim());
  const title = isPage ? titleOf(await headOf(body)) : undefined;
  if (!isPage) await body.dump();
  const found = { status, ...(title ? { title } : {}) };
  if (status >= 400)
    return {
      ...{
        ok: false,
        code: 'error-page',
        ...found,
        message: `It answers ${pathname} with the error ${status}.`,
      },
      remedy: 'The phones would show this error. Check the path, and the output of your server.',
    };
  if (!isPage)
    return {
      ...{
        ok: false,
        code: 'not-a-page',
        ...found,
        message: `It answers with ${type}, which is not an HTML page.`,
      },
      remedy: 'Is this the address of an API? Give the address of the pages.',
    };
  return {
    ok: true,
    code: 'page',
    ...found,
    message: title ? `It answers: “${title}”.` : 'It answers with a page.',
  };
}

async function headOf(body: Readable): Promise<string> {
  let head = '';
  for await (const piece of body) {
    head += Buffer.from(piece).toString('utf8');
    if (head.length > HEAD_BYTES || /<\/title>/i.test(head)) break;
  }
  return head;
}

function titleOf(head: string): string | undefined {
  const text = /<title[^>]*>([^<]*)<\/title>/i.exec(head)?.[1];
  const plain = text?.replaceAll('&amp;', '&').replace(/\s+/g, ' ').trim();
  return plain ? plain.slice(0, 100) : undefined;
}

function failed(url: string, error: Error, withinMs: number): SiteAnswer {
  if (error.name === 'TimeoutError' || error.name === 'AbortError')
    return {
      ...{
        ok: false,
        code: 'silent',
        message: `Something is there, but it did not answer within ${withinMs / 1000} s.`,
      },
      remedy: 'A first build may take long: try again. Else look at the output of your server.',
    };
  const { kind, code, remedy } = causeOf(error, url);
  return { ok: false, code: kind, message: `${WORDS[kind]} (${code}).`, remedy };
}

const WORDS = {
  unreachable: 'Nothing answers there',
  'name-unknown': 'There is no machine of that name',
  certificate: 'Its certificate is not trusted',
  tls: 'It does not speak HTTPS',
} as const;
