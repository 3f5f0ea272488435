import type { Readable } from 'node:stream';
import type { SiteAnswer } from '../control/site-wire.ts';
import { causeOf } from '../site/unreachable.ts';
import { createUpstream, type Upstream } from '../site/upstream.ts';

/** A development server may build its first page for as long. */
const ANSWER_MS = 15_000;
/** A page that is still being written is one already, whatever its title will be. */
const TITLE_MS = 1_500;
/** Where a page's title is looked for. */
const HEAD_BYTES = 64 * 1024;
const MAX_REDIRECTS = 5;

type Answer = Awaited<ReturnType<Upstream['ask']>>;

export interface Patience {
  /** For the answer. */
  withinMs?: number;
  /** For the title, once there is an answer. */
  titleMs?: number;
}

/** Asks a site for its page and says what came, in words for whoever has given its address. */
export async function trySite(
  url: string,
  { withinMs = ANSWER_MS, titleMs = TITLE_MS }: Patience = {},
): Promise<SiteAnswer> {
  const { origin } = new URL(url);
  const upstream = createUpstream(origin);
  const signal = AbortSignal.timeout(withinMs);
  try {
    let at = new URL(url);
    for (let hops = 0; hops <= MAX_REDIRECTS; hops += 1) {
      const answer = await upstream.ask({
        ...{ method: 'GET', path: at.pathname + at.search, signal },
        headers: { accept: 'text/html,*/*;q=0.8', 'accept-encoding': 'identity' },
      });
      // It may come to no end; what is still open at ours breaks, and that is no news.
      answer.body.on('error', () => {});
      const next = redirectOf(answer, at);
      if (!next) return await judge(answer, at, titleMs);
      answer.body.destroy();
      if (next.origin !== origin) return leadsTo(next, answer.statusCode);
      at = next;
    }
    return ROUND_AND_ROUND;
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

const ROUND_AND_ROUND: SiteAnswer = {
  ...{ ok: false, code: 'redirects' },
  message: `It redirects more than ${MAX_REDIRECTS} times.`,
  remedy: 'It may want a cookie, which a phone keeps: show it in the phones all the same.',
};

async function judge(
  { statusCode: status, headers, body }: Answer,
  { pathname }: URL,
  titleMs: number,
): Promise<SiteAnswer> {
  const type = String(headers['content-type'] ?? 'no content type').split(';')[0] ?? '';
  const isPage = /^text\/html$/i.test(type.trim());
  const title = isPage ? titleOf(await headOf(body, titleMs)) : undefined;
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

/** What comes of it in time. */
async function headOf(body: Readable, withinMs: number): Promise<string> {
  const letters = new TextDecoder();
  const enough = setTimeout(() => body.destroy(), withinMs);
  let head = '';
  try {
    for await (const piece of body) {
      head += letters.decode(piece, { stream: true });
      if (head.length > HEAD_BYTES || /<\/title>/i.test(head)) break;
    }
  } catch {
    // Too slow, or broken off: an answer it was.
  } finally {
    clearTimeout(enough);
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
