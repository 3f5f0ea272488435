import type { OpenAPIHono } from '@hono/zod-openapi';
import { UsageError } from './options.ts';
import type { Pages } from './pages.ts';
import { connectSocket } from './phone/page-socket.ts';
import type { ToPage } from './phone/page-wire.ts';
import type { Phones } from './phones.ts';
import { createBuiltInSite } from './site/built-in.ts';
import { type Front, openFront } from './site/front.ts';
import { hosts } from './site/hosts.ts';
import { answerLab } from './site/lab-files.ts';
import { createOwnSite } from './site/own-site.ts';
import { withShell } from './site/site.ts';
import type { TimelinePort } from './timeline.ts';
import { newTraceId } from './trace.ts';

/** What browsers are served once the sandbox is there. */
export interface Served {
  control: OpenAPIHono;
  controlToken: string;
  phones: Phones;
  timeline: Pick<TimelinePort, 'record'>;
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
  /** Further origins of it: they are shown in the app, and answer its pages. */
  allowed?: string[] | undefined;
}

/**
 * Takes the port at once, so that a taken one is known before anything else starts; everything asked before
 * `serve` waits.
 */
export async function openPublicFront({
  port,
  host,
  app,
  allowed = [],
}: PublicFrontOptions): Promise<PublicFront> {
  let served: Served | undefined;
  let resolveReady: (served: Served) => void = () => {};
  const ready = new Promise<Served>((resolve) => {
    resolveReady = resolve;
  });
  const builtIn = createBuiltInSite();
  const own = app === undefined ? undefined : createOwnSite([new URL(app).origin, ...allowed]);
  const told = new Set<string>();
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
    site: (request) => (own?.inBrowser(front.port)?.site ?? builtIn).answer(request, pathOf(request)),
    async phonePage(id, request) {
      const { phones, timeline } = await ready;
      const phone = phones.get(id);
      const number = hosts.numberOf(request.headers.get('host') ?? '');
      const shown = own?.on(id, number, front.port);
      if (!phone || (number > 0 && !shown)) return new Response('No such phone', { status: 404 });
      const origin = shown?.places[number]?.phone ?? phone.origin;
      const site = withShell(shown?.site ?? builtIn, {
        // The app's further origins have no bridge: only the one it starts on is the phone's page.
        script: (shown?.script ?? '') + (number === 0 ? phone.pageScript() : ''),
        ...{ site: shown?.places[number]?.site ?? origin, phone: origin },
        onPolicy: (line) => {
          // Once each: a page says the same each time it is loaded.
          if (told.has(id + line)) return;
          told.add(id + line);
          timeline.record(policyChanged(id, line));
        },
      });
      return site.answer(request, pathOf(request));
    },
    phoneSocket(id, socket, origin) {
      const phone = served?.phones.get(id);
      if (served?.pages.shows(id)) socket.send(JSON.stringify({ closed: true } satisfies ToPage));
      else if (phone) connectSocket(phone, socket, origin);
      return phone !== undefined;
    },
    siteSocket(id, upgrade) {
      const { host } = upgrade.request.headers;
      const shown = served?.phones.get(id) && own?.on(id, hosts.numberOf(host), front.port);
      shown?.socket(upgrade);
      return shown !== undefined;
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
    async close() {
      await front.close();
      await own?.close();
    },
  };
}

const policyChanged = (phone: string, line: string) => ({
  ...({ traceId: newTraceId(), hop: 'page', kind: 'site.policy-changed', phone } as const),
  summary: 'The page’s Content Security Policy was adjusted, as a shell’s script is exempt from it.',
  detail: { line },
});

/** For whoever starts the process and waits: asked without a token. */
const health = (isReady: boolean): Response =>
  Response.json({ status: isReady ? 'ready' : 'starting' }, { status: isReady ? 200 : 503 });

const isControl = (request: Request) => /^\/(api\/|openapi\.json$)/.test(new URL(request.url).pathname);

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}
