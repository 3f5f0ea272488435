import { Hono } from 'hono';
import type { Keys } from '../access/keys.ts';
import { requireKey } from '../http/authenticate.ts';
import type { Env } from '../http/context.ts';
import type { CheckReadiness } from './health.ts';
import type { Metrics } from './metrics.ts';

export interface OperationsParts {
  readiness: CheckReadiness;
  metrics: Metrics;
  keys: Keys;
}

/** Before anything is traced, limited or refused: a probe must not depend on what it probes, nor fill the log. */
export function probeRoutes(app: Hono<Env>, { readiness }: Pick<OperationsParts, 'readiness'>): void {
  app.get('/livez', (context) => context.json({ live: true }));
  app.get('/readyz', async (context) => {
    const state = await readiness();
    return context.json(state, state.ready ? 200 : 503);
  });
}

/** On the API's own port the metrics want a key with the scope `read`. */
export function metricsRoute(app: Hono<Env>, { metrics, keys }: Omit<OperationsParts, 'readiness'>): void {
  app.get('/metrics', async (context) => {
    await requireKey(context, keys, 'read');
    return context.body(await metrics.read(), 200, { 'content-type': metrics.contentType });
  });
}

/** What a port of its own serves, without a key: whoever reaches it may read. */
export function createOperationsApp({ readiness, metrics }: Omit<OperationsParts, 'keys'>): Hono<Env> {
  const app = new Hono<Env>();
  probeRoutes(app, { readiness });
  app.get('/metrics', async (context) =>
    context.body(await metrics.read(), 200, { 'content-type': metrics.contentType }),
  );
  return app;
}
