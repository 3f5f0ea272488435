import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';

/** HTML by path. Every other path is not found. */
export type Pages = Record<string, string>;

/** An image of this address keeps a page from having loaded. */
export const HELD = '/held';

export interface Site {
  origin: string;
  /** Lets go of what is {@link HELD}. */
  release(): void;
  close(): Promise<void>;
}

export interface SiteOptions {
  /** Content-Security-Policy of every page. */
  policy?: string | undefined;
}

/** A small web site on loopback. */
export async function servePages(pages: Pages, { policy }: SiteOptions = {}): Promise<Site> {
  const held: ServerResponse[] = [];
  const server = createServer((request, response) => {
    if (request.url === HELD) return void held.push(response);
    const html = pages[request.url ?? '/'];
    response.writeHead(html === undefined ? 404 : 200, {
      'content-type': 'text/html; charset=utf-8',
      ...(policy === undefined ? {} : { 'content-security-policy': policy }),
    });
    response.end(html === undefined ? '' : `<!doctype html><title>page</title>${html}`);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const port = typeof address === 'object' && address ? address.port : 0;
  return {
    origin: `http://127.0.0.1:${port}`,
    release() {
      for (const response of held.splice(0)) response.writeHead(404).end();
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
