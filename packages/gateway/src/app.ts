import { CodedError } from '@journeys-push/contract/problems';
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import type { Parts } from './assemble.ts';
import { limitBody } from './http/body.ts';
import type { Env, Request } from './http/context.ts';
import { allowOrigins } from './http/cors.ts';
import { idempotent } from './http/idempotent.ts';
import { limitAddresses, limitInstallations } from './http/limit.ts';
import { answerProblem, errorHandler } from './http/problem.ts';
import { traceRequests } from './http/trace.ts';
import { metricsRoute, probeRoutes } from './operations/routes.ts';
import { appRoutes } from './routes/apps.ts';
import { deviceRoutes } from './routes/device.ts';
import { dynamicsRoutes } from './routes/dynamics.ts';
import { exportRoutes } from './routes/exports.ts';
import { ledgerRoutes } from './routes/ledger.ts';
import { registrationRoutes } from './routes/registrations.ts';
import { serverRoutes } from './routes/server.ts';
import { serviceRoutes } from './routes/service.ts';

/** What answers requests: what holds for every route, then the routes by who calls them. */
export function createApp(parts: Parts): Hono<Env> {
  const app = new Hono<Env>();
  probeRoutes(app, parts);
  app.use(traceRequests(parts.log, parts.clock));
  if (parts.cors.allowedOrigins.length > 0) app.use(allowOrigins(parts.cors));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use(async (_context, next) => {
    if (parts.isClosing()) throw new CodedError('gateway-unavailable', 'The gateway is closing.');
    await next();
  });
  app.use(limitAddresses(parts.limits));
  app.use('/v1/installations/:id/*', limitInstallations(parts.limits));
  app.use(limitBody);
  const once = idempotent(parts.keys, parts.idempotency);
  app.use('/v1/registrations/*', once);
  app.use('/v1/admin/*', once);
  app.onError(errorHandler(parts.log));
  app.notFound((context) => answerProblem(context, 'route-unknown'));
  deviceRoutes(app, parts);
  registrationRoutes(app, parts);
  serverRoutes(app, parts);
  ledgerRoutes(app, parts);
  exportRoutes(app, parts);
  appRoutes(app, parts);
  dynamicsRoutes(app, parts);
  serviceRoutes(app);
  metricsRoute(app, parts);
  return app;
}

function refuseMethod(context: Request, methods: string[]): Response {
  const response = answerProblem(context, 'method-not-allowed');
  response.headers.set('allow', methods.join(', '));
  return response;
}
