import { adminRoutes } from './routes/admin.ts';
import { deviceRoutes } from './routes/device.ts';
import type { Caller, Route, RouteAnswer, Scope } from './routes/route.ts';
import { serverRoutes } from './routes/server.ts';
import { serviceRoutes } from './routes/service.ts';

/**
 * Every route of the gateway, once: who may call it, what it takes, what it answers. The OpenAPI document, the page at
 * /docs and the gateway's own checks come from here. The key is the operation's name, also in the typed client.
 */
export const routes = {
  ...deviceRoutes,
  ...serverRoutes,
  ...adminRoutes,
  ...serviceRoutes,
} as const satisfies Record<string, Route>;

export type { AnswerOf, InputOf } from './routes/messages.ts';
export { problemsOf } from './routes/route.ts';
export type { Caller, Route, RouteAnswer, Scope };
