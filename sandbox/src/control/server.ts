import { OpenAPIHono } from '@hono/zod-openapi';
import { bodyLimit } from 'hono/body-limit';
import { HTTPException } from 'hono/http-exception';
import { type GuardOptions, guard } from './guard.ts';
import { streamLive } from './live.ts';
import { addPhoneRoutes } from './phone-routes.ts';
import { ControlFailure, refuse } from './problem.ts';
import { addPushRoutes } from './push-routes.ts';
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

/** The control API as a Hono app; the server in front has checked the Host already. */
export function createControlApp(
  world: World,
  options: GuardOptions & { onFailure(error: Error): void },
): OpenAPIHono {
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
  app.use(
    '/api/*',
    bodyLimit({ maxSize: 64 * 1024, onError: (context) => refuse(context, 'body-too-large') }),
  );
  addPhoneRoutes(app, world);
  addPushRoutes(app, world);
  app.get('/api/events', (context) => streamLive(context, world));
  app.notFound((context) => refuse(context, 'route-unknown'));
  app.onError((error, context) => {
    if (error instanceof ControlFailure) return refuse(context, error.code, error.message);
    if (error instanceof HTTPException && error.status === 400) return refuse(context, 'body-malformed');
    options.onFailure(error);
    return refuse(context, 'internal');
  });
  return app;
}
