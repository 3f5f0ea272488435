import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { WebViewIdentity } from '../phone/web-view-identity.ts';
import type { Border } from './border.ts';
import type { CookieScopes } from './cookies.ts';
import { headersForPhone, headersForSite } from './headers.ts';
import type { Site } from './site.ts';
import { unreachablePage, unusablePage } from './unreachable.ts';
import type { Upstream } from './upstream.ts';

type Answer = Awaited<ReturnType<Upstream['ask']>>;

export interface ProxyOptions {
  upstream: Upstream;
  /** The origin that `upstream` is the server of. */
  origin: string;
  border: Border;
  cookies: CookieScopes;
  /** Whose WebView asks. */
  phone?: WebViewIdentity | undefined;
}

/** The customer's own site (`--app`), asked request by request. */
export function createProxySite({ upstream, origin, border, cookies, phone }: ProxyOptions): Site {
  return {
    async answer({ method, headers, body, signal }, path) {
      const asked = {
        ...{ method, path, signal, headers: headersForSite(headers, border, phone) },
        ...(body ? { body: Readable.fromWeb(body as NodeStream) } : {}),
      };
      const answer = await upstream.ask(asked).catch((error: Error) => error);
      if (answer instanceof Error) return unreachablePage(origin, answer, method);
      try {
        return passedOn(answer, method, headersForPhone(answer.headers, { border, cookies }));
      } catch (error) {
        answer.body.on('error', () => {}).destroy();
        return unusablePage(origin, answer.statusCode, error as Error);
      }
    },
  };
}

/** Throws where it is an answer that no `Response` can be; some implementations find that out late. */
function passedOn({ statusCode: status, body }: Answer, method: string, headers: Headers): Response {
  if (status < 200 || status > 599) throw new RangeError('this status means nothing in HTTP');
  const empty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
  if (!empty) return new Response(Readable.toWeb(body) as ReadableStream, { status, headers });
  void body.dump();
  return new Response(null, { status, headers });
}
