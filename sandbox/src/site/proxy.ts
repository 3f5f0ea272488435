import { Readable } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import type { Border } from './border.ts';
import { headersForPhone, headersForSite } from './headers.ts';
import type { Site } from './site.ts';
import { unreachablePage } from './unreachable.ts';
import type { Upstream } from './upstream.ts';

export interface ProxyOptions {
  upstream: Upstream;
  /** The origin that `upstream` is the server of. */
  origin: string;
  border: Border;
}

/** The customer's own site (`--app`), asked request by request. */
export function createProxySite({ upstream, origin, border }: ProxyOptions): Site {
  const host = new URL(origin).hostname;
  return {
    async answer(request, path) {
      const { method, headers: asked, body, signal } = request;
      try {
        const answer = await upstream.ask({
          ...{ method, path, signal },
          headers: headersForSite(asked, border),
          ...(body ? { body: Readable.fromWeb(body as NodeStream) } : {}),
        });
        const headers = headersForPhone(answer.headers, { border, host });
        const { statusCode: status } = answer;
        const empty = method === 'HEAD' || status === 204 || status === 205 || status === 304;
        if (empty) await answer.body.dump();
        return new Response(empty ? null : (Readable.toWeb(answer.body) as ReadableStream), {
          status,
          headers,
        });
      } catch (error) {
        return unreachablePage(origin, error as Error);
      }
    },
  };
}
