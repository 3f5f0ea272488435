import { openApi } from '@journeys-push/contract/openapi';
import type { Hono } from 'hono';
import { docsPage } from '../docs/page.ts';
import type { Env } from '../http/context.ts';

/** No script, nothing from elsewhere, in nobody's frame. */
const CSP =
  "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** What the API is, for people and programs; anyone may ask. */
export function serviceRoutes(app: Hono<Env>): void {
  // Made when first asked for, then kept: they are the same for as long as the process runs.
  let document: string | undefined;
  let page: Promise<string> | undefined;

  app.get('/openapi.json', (context) => {
    document ??= JSON.stringify(openApi());
    return context.body(document, 200, { 'content-type': 'application/json' });
  });

  app.get('/docs', async (context) => {
    page ??= docsPage(openApi());
    return context.html(await page, 200, {
      'content-security-policy': CSP,
      'x-content-type-options': 'nosniff',
    });
  });
}
