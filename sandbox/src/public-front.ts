import type { OpenAPIHono } from '@hono/zod-openapi';
import { UsageError } from './options.ts';
import type { Pages } from './pages.ts';
import { connectSocket } from './phone/page-socket.ts';
import type { ToPage } from './phone/page-wire.ts';
import type { Phones } from './phones.ts';
import { type Front, openFront } from './site/front.ts';
import { hosts } from './site/hosts.ts';
import { answerLab } from './site/lab-files.ts';
import { leftPage } from './site/left.ts';
import { networkOf, overNetwork } from './site/offline.ts';
import { withRedirects } from './site/redirects.ts';
import type { ShownSite } from './site/shown-site.ts';
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
  site: ShownSite;
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
}

/**
 * Takes the port at once, so that a taken one is known before anything else starts; everything asked before
 * `serve` waits.
 */
export async function openPublicFront({ port, host }: PublicFrontOptions): Promise<PublicFront> {
  let served: Served | undefined;
  let resolveReady: (served: Served) => void = () => {};
  const ready = new Promise<Served>((resolve) => {
    resolveReady = resolve;
  });
  const onPolicy = policyTeller();
  const front: Front = await openFront({
    ...{ port, host },
    lab: async (request) => {
      const { control, controlToken } = await ready;
      return isControl(request) ? control.fetch(request) : answerLab(request, controlToken);
    },
    control: async (request, local) => {
      if (new URL(request.url).pathname === '/healthz') return health(served !== undefined);
      const { control } = await ready;
      if (isControl(request)) return control.fetch(request);
      // The lab's address leads from another machine to that machine.
      return local ? Response.redirect(hosts.lab(front.port)) : new Response('Not found', { status: 404 });
    },
    site: async (request) => (await ready).site.inBrowser().answer(request, pathOf(request)),
    async phonePage(id, request) {
      const { phones, timeline, site } = await ready;
      const phone = phones.get(id);
      const shown = phone && site.on(id, request.headers.get('host') ?? '', phone.identity());
      if (!phone) return noPhone(request);
      if (!shown) return leftPage(site.url());
      const script = shown.script + phone.pageScript();
      const inShell = withShell(overNetwork(shown, networkOf(phone)), {
        ...{ script, site: shown.site, phone: shown.phone, others: shown.others },
        onPolicy: (line) => onPolicy(id, line, timeline),
      });
      return withRedirects(inShell, phone.redirected).answer(request, pathOf(request));
    },
    network(id) {
      const phone = served?.phones.get(id);
      return phone && networkOf(phone);
    },
    phoneSocket(id, socket, origin) {
      const phone = served?.phones.get(id);
      if (served?.pages.shows(id)) socket.send(JSON.stringify({ closed: true } satisfies ToPage));
      else if (phone) connectSocket(phone, socket, origin);
      return phone !== undefined;
    },
    siteSocket(id, upgrade) {
      const phone = served?.phones.get(id);
      const shown = phone && served?.site.on(id, upgrade.request.headers.host ?? '', phone.identity());
      return shown?.socket(upgrade) ?? false;
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

/** Changes of a policy that are remembered as told. */
const MAX_TOLD = 500;

/** Tells each change of a policy once: a page says the same each time it is loaded, but for its nonces. */
export function policyTeller() {
  const told = new Set<string>();
  return (id: string, line: string, timeline: Served['timeline']) => {
    const key = `${id} ${line.replace(/'nonce-[^']*'/gi, "'nonce'")}`;
    if (told.has(key)) return;
    told.add(key);
    for (const oldest of told) if (told.size > MAX_TOLD) told.delete(oldest);
    timeline.record(policyChanged(id, line));
  };
}

const policyChanged = (phone: string, line: string) => ({
  ...({ traceId: newTraceId(), hop: 'page', kind: 'site.policy-changed', phone } as const),
  summary: 'The page’s Content Security Policy was adjusted, as a shell’s script is exempt from it.',
  detail: { line },
});

/** To the lab that loads the page of a phone which is removed just then, an error in its console would be about nothing. */
const noPhone = (request: Request): Response =>
  new Response('No such phone', { status: request.headers.get('sec-fetch-dest') === 'iframe' ? 200 : 404 });

/** For whoever starts the process and waits: asked without a token. */
const health = (isReady: boolean): Response =>
  Response.json({ status: isReady ? 'ready' : 'starting' }, { status: isReady ? 200 : 503 });

const isControl = (request: Request) => /^\/(api\/|openapi\.json$)/.test(new URL(request.url).pathname);

function pathOf(request: Request): string {
  const { pathname, search } = new URL(request.url);
  return pathname + search;
}
