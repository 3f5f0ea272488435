import { createApp } from './app.ts';
import { assemble, type GatewayOptions } from './assemble.ts';
import type { GatewayConfigInput } from './config.ts';
import type { Env } from './http/context.ts';
import { createOperationsApp } from './operations/routes.ts';

export type { GatewayOptions } from './assemble.ts';
export {
  type AppChannel,
  ConfigError,
  GatewayConfig,
  type GatewayConfigInput,
  parseConfig,
} from './config.ts';

/** The customer's server between app and Dynamics. Several on one database share the work. */
export interface Gateway {
  /**
   * Answers one request of the API (contract/routes.ts). Needs `start` to have resolved. `env` says which connection it
   * came over; without it nothing is limited by address.
   */
  fetch(request: globalThis.Request, env?: Env['Bindings']): Promise<Response>;
  /** What watches over the gateway asks: `/livez`, `/readyz`, `/metrics`, without a key. For a port of its own. */
  operations: { fetch(request: globalThis.Request): Promise<Response> };
  /**
   * Takes over the apps of a new configuration; apps that were stopped are tried anew. The rest is read at start only.
   *
   * @throws ConfigError with all mistakes; then nothing has changed
   */
  reload(config: GatewayConfigInput): void;
  /** Brings the database to this version and begins to reconcile. */
  start(): Promise<void>;
  /** Lets waiting requests go, finishes what is under way or gives it up after `closeGraceMs`, and ends. */
  close(): Promise<void>;
}

/**
 * Makes a gateway; nothing runs before `start`.
 *
 * @throws ConfigError with all mistakes at once
 */
export function createGateway(options: GatewayOptions): Gateway {
  const parts = assemble(options);
  const app = createApp(parts);
  const operations = createOperationsApp(parts);
  return {
    operations: { fetch: async (request) => operations.fetch(request) },
    reload: parts.reload,
    fetch: (request, env) => parts.requests.run(Promise.resolve(app.fetch(request, env))),
    start: parts.start,
    close: parts.close,
  };
}
