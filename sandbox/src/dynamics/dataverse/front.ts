import { createServer, type Server } from 'node:https';
import { createAdaptorServer, type HttpBindings } from '@hono/node-server';
import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Certificates } from '../../certificates.ts';
import { seeExchanges } from '../../exchange/hono-exchange.ts';
import { doOnTheWire } from '../../fault-effects.ts';
import { listen, openSocketsOf } from '../../listen.ts';
import { traceIdOf } from '../../trace.ts';
import { createEntra, originOf } from '../entra/app.ts';
import { isLoopback, isOrganization } from '../entra/hosts.ts';
import { ENTRA_HOSTS } from '../entra/wire.ts';
import type { Twin } from '../twin.ts';
import { createDataverse } from './dataverse.ts';
import type { LimitControls } from './throttle.ts';

/** A form with a client assertion stays far below. */
const MAX_BODY = 64 * 1024;

export interface FrontOptions {
  certificates: Pick<Certificates, 'cert' | 'key'>;
  /** 0: any free. */
  port: number;
  host: string;
  /** The callers' clock. */
  tokenNow: () => number;
}

export interface Front {
  port: number;
  limits: LimitControls;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

type Env = { Bindings: HttpBindings };

/**
 * Entra and Dataverse on one TLS port. A client that was redirected by name finds only what that name serves; by
 * `localhost` and `127.0.0.1` the path decides.
 */
export async function startFront(twin: Twin, options: FrontOptions): Promise<Front> {
  const { state, timeline, now, wait } = twin;
  const entra = createEntra({ directory: state.directory, timeline, tokenNow: options.tokenNow });
  const dataverse = createDataverse({ state, timeline, now, wait, tokens: entra.tokens });
  const app = new Hono<Env>();
  app.use(bodyLimit({ maxSize: MAX_BODY }));
  app.use(
    seeExchanges({ exchange: timeline.exchange, traceOf: (c) => traceIdOf(c.req.raw), to: 'dynamics' }),
  );
  app.all('/api/data/*', async (c) => {
    if (!serves(c, isOrganization)) return nothing(c);
    const { delayMs, struck } = await strike(twin, c, 'dataverse');
    if (struck) return struck;
    return dataverse.answer({ request: c.req.raw, origin: originOf(c), delayMs });
  });
  app.use(async (c, next) => {
    if (!serves(c, (name) => ENTRA_HOSTS.includes(name))) return nothing(c);
    if (!/\/oauth2\/(?:v2\.0\/)?token$/.test(c.req.path)) return next();
    const { delayMs, struck } = await strike(twin, c, 'token');
    if (struck) return struck;
    if (delayMs > 0) await wait(delayMs);
    return next();
  });
  app.route('/', entra.app);
  app.notFound(nothing);
  const { port, close } = await serve(app, options);
  return { port, close, limits: dataverse.limits };
}

/** Whether the name that the client used is one of this service's. */
function serves(c: Context, isName: (name: string) => boolean): boolean {
  const { hostname } = new URL(originOf(c));
  return isLoopback(hostname) || isName(hostname);
}

const nothing = (c: Context) => c.json({ error: { code: '', message: 'There is nothing here.' } }, 404);

/** Planted faults come before everything else; a mere delay is left to the service. */
async function strike(twin: Twin, c: Context<Env>, route: 'token' | 'dataverse') {
  const { delayMs, effect } = await twin.faults.strikeRequest(route, async () => []);
  if (!effect) return { delayMs };
  if (delayMs > 0) await twin.wait(delayMs);
  twin.timeline.record({
    ...{ traceId: traceIdOf(c.req.raw), hop: 'dynamics', kind: 'request.faulted' },
    ...{ summary: `A planted fault strikes this request: ${effect.kind}`, outcome: 'failed' },
    detail: { route, fault: effect.kind },
  });
  if (effect.kind !== 'status') return { delayMs, struck: doOnTheWire(effect, c.env.outgoing) };
  if (effect.retryAfter !== undefined) c.header('retry-after', String(effect.retryAfter));
  const message = 'planted fault';
  const body =
    route === 'dataverse'
      ? { error: { code: effect.status === 429 ? '0x80072322' : '0x80040216', message } }
      : { error: 'temporarily_unavailable', error_description: message };
  return { delayMs, struck: c.json(body, effect.status as ContentfulStatusCode) };
}

async function serve(app: Hono<Env>, { certificates, port, host }: FrontOptions) {
  const { cert, key } = certificates;
  const serverOptions = { cert, key, minVersion: 'TLSv1.2' as const };
  const server = createAdaptorServer({ fetch: app.fetch, createServer, serverOptions }) as Server;
  const { close } = openSocketsOf(server);
  return { port: await listen(server, port, host), close };
}
