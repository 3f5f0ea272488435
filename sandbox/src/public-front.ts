import type { OpenAPIHono } from '@hono/zod-openapi';
import { UsageError } from './options.ts';
import type { Pages } from './pages.ts';
import { connectSocket } from './phone/page-socket.ts';
import type { ToPage } from './phone/page-wire.ts';
import type { Phones } from './phones.ts';
import { createBuiltInSite } from './site/built-in.ts';
import { type Front, openFront } from './site/front.ts';
import { hosts } from './site/hosts.ts';
import { injectScript } from './site/inject.ts';
import { answerLab } from './site/lab-files.ts';
import { createProxySite } from './site/proxy.ts';
import { type Site, withShell } from './site/site.ts';

/** What browsers are served once the sandbox is there. */
export interface Served {
  control: OpenAPIHono;
  controlToken: string;
  phones: Phones;
  pages: Pick<Pages, 'shows'>;
}

export interface PublicFront {
  port: number;
  serve(served: Served): void;
  close(): Promise<void>;
}

export interface PublicFrontOptions {
  port: number;
  /** The address to listen on; default: 127.0.0.1. */
  host?: string | undefined;
  /** The customer's site. */
  app?: string | undefined;
  fetch: typeof fetch;
}

/**
 * Takes the port at once, so that a taken one is known before anything else starts; everything asked before
 * `serve` waits.
 */
export async function openPublicFront({ port, host, app, fetch }: PublicFrontOptions): Promise<PublicFront> {
  let served: Served | undefined;
  let resolveReady: (served: Served) => void = () => {};
  const ready = new Promise<Served>((resolve) => {
    resolveReady = resolve;
  });
  const siteFor = (origin: string): Site =>
    app === undefined ? createBuiltInSite() : createProxySite({ upstream: app, origin, fetch });
  const front: Front = await openFront({
    ...{ port, host },
    lab: async (request) => {
      const { control, controlToken } = await ready;
      return isControl(request) ? control.fetch(request) : answerLab(request, controlToken);
    },
    control: async (request) => {
      if (new URL(request.url).pathname === '/healthz') return health(served !== undefined);
      const { control } = await ready;
      return isControl(request) ? control.fetch(request) : Response.redirect(hosts.lab(front.port));
    },
    site: (request) => siteFor(hosts.site(front.port)).answer(request, pathOf(request)),
    async phonePage(id, request) {
      const phone = (await ready).phones.get(id);
      if (!phone) return new Response('No such phone', { status: 404 });
      const site = withShell(siteFor(hosts.phone(id, front.port)), (html) =>
        injectScript(html, phone.pageScript()),
      );
      return site.answer(request, pathOf(request));
    },
    phoneSocket(id, socket, origin) {
      const phone = served?.phones.get(id);
      if (served?.pages.shows(id)) socket.send(JSON.stringify({ closed: true } satisfies ToPage));
      else if (phone) connectSocket(phone, socket, origin);
      return phone !== undefined;
    },
  }).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRNOTAVAIL')
      throw new UsageError(`--host: ${host} is no address of this machine; 0.0.0.0 stands for all of them`);
    if (error.code !== 'EADDRINUSE' && error.code !== 'EACCES') throw error;
    const why = error.code === 'EACCES' ? 'may not be used by this user' : 'is taken';
    throw new UsageError(`Port ${port} ${why}: choose another with --port N, or --port 0 for any free one`);
  });
  return {
    port: front.port,
    serve(now) {
      served = now;
      resolveReady(now);
    },
    close: front.close,
  };
}

/** For whoever starts the process and waits: asked without a token. */
const health = (isReady: boolean): Response =>
  Response.json({ status: isReady ? 'ready' : 'starting' }, { status: isReady ? 200 : 503 });

const isControl = (request: Request) => /^\/(api\/|openapi\.json$)/.test(new URL(request.url).pathname);

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}
