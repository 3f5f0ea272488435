import type { Hono } from 'hono';
import type { Parts } from '../assemble.ts';
import { requireKey } from '../http/authenticate.ts';
import type { Env } from '../http/context.ts';

/** What an operator asks about the mobile app channels. */
export function appRoutes(app: Hono<Env>, { keys, appsStatus }: Pick<Parts, 'keys' | 'appsStatus'>): void {
  app.get('/v1/admin/apps', async (context) => {
    await requireKey(context, keys, 'read');
    return context.json({ items: appsStatus() });
  });
}
