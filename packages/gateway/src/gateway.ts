import { createApp } from './app.ts';
import { assemble, type GatewayOptions } from './assemble.ts';

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
  /** Answers one request of the API (contract/routes.ts). Needs `start` to have resolved. */
  fetch(request: globalThis.Request): Promise<Response>;
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
  return {
    fetch: (request) => parts.requests.run(Promise.resolve(app.fetch(request))),
    start: parts.start,
    close: parts.close,
  };
}
