import { Writable } from 'node:stream';
import { createGateway, type GatewayOptions } from '@journeys-push/gateway';
import { serveGateway } from '@journeys-push/gateway/serve';
import { pino } from 'pino';
import { APP, USER_TABLE } from './app.ts';
import type { SandboxClock } from './clock.ts';
import { seeGateway } from './gateway-exchange.ts';
import { onPort, type Services } from './services.ts';
import type { Timeline } from './timeline.ts';
import { newTraceId } from './trace.ts';

/** The real gateway, in this process, with the twin as its Dynamics. */
export interface GatewayHost {
  url: string;
  port: number;
  close(): Promise<void>;
}

export interface GatewayHostOptions {
  /** PostgreSQL. */
  database: string;
  services: Pick<Services, 'dynamics' | 'accounts'>;
  timeline: Timeline;
  /** Default: the real time. */
  clock?: SandboxClock;
  /** Its way to Dynamics; default: the process's own. */
  fetch?: typeof fetch;
  /** Of an earlier run. */
  port?: number | undefined;
  /** Whether users must be proved; default: nobody is asked. */
  identity?: GatewayOptions['identity'] | undefined;
  /** Default: development, as the phones' debug builds are. */
  apnsEnvironment?: 'development' | 'production' | undefined;
  /** The gateway's spans of time, where its defaults do not suit. */
  timing?: GatewayOptions['timing'];
}

/** Calls need not be full where there is a handful of phones, and somebody watches. */
const FEW_DEVICES = { askAfterMs: 1_000, askGridMs: 500 };

/** The sandbox ends within five seconds, and its database after the gateway, even where Dynamics does not answer. */
const ENDS_SOON = { closeGraceMs: 1_000 };

/** Tokens of simulated phones are worth nothing to anybody. The same in each run: a data folder is read again. */
const KEY = Buffer.alloc(32, 'journeys-push sandbox ').toString('base64');

/** The gateway wants one, and all may be revoked: Dynamics takes an unknown one, too, and leaves it Pending. */
export const apiTokensOf = (accessTokens: string[]): string[] =>
  accessTokens.length > 0 ? accessTokens : ['revoked'];

export async function startGatewayHost({
  database,
  services,
  timeline,
  clock,
  fetch,
  port,
  identity = { mode: 'off' },
  apnsEnvironment = 'development',
  timing,
}: GatewayHostOptions): Promise<GatewayHost> {
  const { dynamics, accounts } = services;
  const { publicEndpoint, organizationId, accessTokens } = dynamics.developerInformation(
    accounts.mobileAppId,
  );
  const open = (wanted: number) => {
    const gateway = createGateway({
      databaseUrl: database,
      keys: KEY,
      identity,
      users: { table: USER_TABLE },
      apps: [
        {
          ...{ id: 'shop', mobileAppId: accounts.mobileAppId, publicEndpoint, organizationId },
          apiTokens: apiTokensOf(accessTokens),
          ios: { bundleId: APP.id, environment: apnsEnvironment },
          android: { packageName: APP.id },
        },
      ],
      log: pino({ level: 'info' }, intoTimeline(timeline)),
      ...(clock && { clock }),
      ...(fetch && { fetch }),
      timing: { ...FEW_DEVICES, ...ENDS_SOON, ...timing },
    });
    return serveGateway(
      { ...gateway, fetch: seeGateway(gateway.fetch, timeline.exchange) },
      { port: wanted },
    );
  };
  const { url, close } = await onPort(port, open);
  return { url, port: Number(new URL(url).port), close };
}

/** The gateway tells what it does in its log, as in production; the timeline reads along. */
function intoTimeline(timeline: Timeline): Writable {
  return new Writable({
    write(chunk: Buffer, _encoding, done) {
      const {
        traceId,
        code,
        msg,
        level,
        time: _,
        pid: __,
        hostname: ___,
        ...detail
      } = JSON.parse(chunk.toString());
      timeline.record({
        traceId: traceId ?? newTraceId(),
        hop: 'gateway',
        kind: code ?? 'log',
        summary: msg ?? code,
        ...(level >= 40 ? { outcome: 'failed' as const } : {}),
        detail,
      });
      done();
    },
  });
}
