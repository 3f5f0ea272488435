import { OpenAPIHono, type RouteConfig } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { type GuardOptions, guard } from './guard.ts';
import { streamLive } from './live.ts';
import { addPhoneRoutes } from './phone-routes.ts';
import { answerFailure, type ControlFailure, refuse } from './problem.ts';
import { addPushRoutes } from './push-routes.ts';
import { addTestRoutes } from './test-routes.ts';
import { addClockRoutes, addFaultRoutes } from './twin-routes.ts';
import type { World } from './world.ts';

const DESCRIPTION = {
  openapi: '3.1.0',
  info: {
    title: 'journeys-push sandbox control API',
    version: '1',
    description: 'Steers simulated phones and the Dynamics twin. Loopback only.',
  },
  security: [{ control: [] }],
};

const LIVE: RouteConfig = {
  method: 'get',
  path: '/api/events',
  summary:
    'Server-sent events: `phones` (all phones, after each change) and `timeline` (one event; id = its seq)',
  responses: {
    200: {
      description: 'Until the caller goes away, or has 20,000 events still to take; `last-event-id` goes on',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    },
  },
};

export interface ControlOptions extends GuardOptions {
  /** What a caller has caused; undefined: the sandbox's own failure. */
  expected(error: unknown): ControlFailure | undefined;
  onFailure(error: Error): void;
  /** Adds routes about what this server knows nothing of. */
  more?(app: OpenAPIHono): void;
}

/** The control API as a Hono app; the server in front has checked the Host already. */
export function createControlApp(world: World, options: ControlOptions): OpenAPIHono {
  const app = new OpenAPIHono({
    defaultHook: (result, context) => {
      if (result.success) return;
      const [issue] = result.error.issues;
      return refuse(context, 'body-invalid', `${issue?.path.join('.') || 'body'}: ${issue?.message}`);
    },
  });
  app.openAPIRegistry.registerComponent('securitySchemes', 'control', { type: 'http', scheme: 'bearer' });
  app.get('/openapi.json', (context) => context.json(app.getOpenAPI31Document(DESCRIPTION)));
  app.use('/api/*', guard(options));
  const limit = (maxSize: number) =>
    bodyLimit({ maxSize, onError: (context) => refuse(context, 'body-too-large') });
  // Pictures of an app, as text.
  const [usual, files] = [limit(1024 * 1024), limit(12 * 1024 * 1024)];
  app.use('/api/*', (context, next) =>
    (context.req.path.startsWith('/api/studio/files/') ? files : usual)(context, next),
  );
  addPhoneRoutes(app, world);
  addPushRoutes(app, world);
  addTestRoutes(app, world);
  addClockRoutes(app, world);
  addFaultRoutes(app, world);
  options.more?.(app);
  app.openAPIRegistry.registerPath(LIVE);
  app.get('/api/events', (context) => streamLive(context, world));
  app.notFound((context) => refuse(context, 'route-unknown'));
  app.onError((error, context) => {
    const failure = options.expected(error);
    if (failure) return answerFailure(context, failure);
    if (error instanceof HTTPException && error.status === 400) return refuse(context, 'body-malformed');
    if (error instanceof HTTPException && error.status === 415) return refuse(context, 'media-type');
    options.onFailure(error);
    return refuse(context, 'internal');
  });
  return app;
}
