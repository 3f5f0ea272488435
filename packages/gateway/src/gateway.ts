import { CodedError } from '@journeys-push/contract/problems';
import {
  InstallationPut,
  InteractionsPost,
  type RegistrationView,
  UserPut,
} from '@journeys-push/contract/shell-gateway';
import { Hono } from 'hono';
import { methodNotAllowed } from 'hono/method-not-allowed';
import { assemble, type GatewayOptions } from './assemble.ts';
import { authenticate, installationIdOf } from './http/authenticate.ts';
import { limitBody, readBody } from './http/body.ts';
import type { Env, Request } from './http/context.ts';
import { bearerOf, preferredWait } from './http/headers.ts';
import { answerProblem, errorHandler } from './http/problem.ts';
import { traceRequests } from './http/trace.ts';
import type { OwnerRequest } from './installations/owner.ts';
import { isSettled } from './installations/view.ts';

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
  /** Answers one request of the shell's wire (contract/shell-gateway.ts). Needs `start` to have resolved. */
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
  const { announce, owner, takeInteractions, pool, log, clock } = parts;
  const app = new Hono<Env>();
  app.use(traceRequests(log, clock));
  app.use(methodNotAllowed({ app, onMethodNotAllowed: refuseMethod }));
  app.use(async (_context, next) => {
    if (parts.isClosing()) throw new CodedError('gateway-unavailable', 'The gateway is closing.');
    await next();
  });
  app.use(limitBody);
  app.onError(errorHandler(log));
  app.notFound((context) => answerProblem(context, 'route-unknown'));

  app.put('/v1/installations/:id', async (context) => {
    const id = installationIdOf(context);
    const body = await readBody(context, InstallationPut);
    const traceId = context.get('traceId');
    const { created, credential } = await announce({ id, body, credential: bearerOf(context), traceId });
    const registration = await owner.read(id);
    return context.json({ installationId: id, credential, registration }, created ? 201 : 200);
  });

  app.get('/v1/installations/:id', async (context) => {
    const { id } = await authenticate(context, pool);
    return context.json({ installationId: id, registration: await owner.read(id) });
  });

  app.put('/v1/installations/:id/user', async (context) => {
    const { id } = await authenticate(context, pool);
    const { userId } = await readBody(context, UserPut, { userId: userIdProblem });
    return verdict(context, await owner.bind({ ...requestOf(context, id), userId }));
  });

  app.delete('/v1/installations/:id/user', async (context) => {
    const { id } = await authenticate(context, pool);
    return verdict(context, await owner.unbind(requestOf(context, id)));
  });

  app.post('/v1/installations/:id/interactions', async (context) => {
    const installation = await authenticate(context, pool);
    const body = await readBody(context, InteractionsPost);
    const accepted = await takeInteractions(installation, body, context.get('traceId'));
    return context.json({ accepted }, 202);
  });

  return {
    fetch: (request) => parts.requests.run(Promise.resolve(app.fetch(request))),
    start: parts.start,
    close: parts.close,
  };
}

const requestOf = (context: Request, installationId: string): OwnerRequest => ({
  installationId,
  traceId: context.get('traceId'),
  waitMs: preferredWait(context),
  signal: context.req.raw.signal,
});

/** 200: settled. 202: accepted durably, still open. */
const verdict = (context: Request, registration: RegistrationView): Response =>
  context.json({ registration }, isSettled(registration) ? 200 : 202);

/** Codes that mean something to the page. */
const userIdProblem = (userId: unknown) =>
  userId === undefined || userId === null || userId === '' ? 'user-id-required' : 'user-id-invalid';

function refuseMethod(context: Request, methods: string[]): Response {
  const response = answerProblem(context, 'method-not-allowed');
  response.headers.set('allow', methods.join(', '));
  return response;
}
