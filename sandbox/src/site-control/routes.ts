import type { OpenAPIHono } from '@hono/zod-openapi';
import { addAction } from '../control/action.ts';
import { ControlFailure } from '../control/problem.ts';
import { SiteAnswer, SiteChange, SiteTry } from '../control/site-wire.ts';
import { Info } from '../control/wire.ts';
import { readSite } from '../site/address.ts';
import type { ChangeSite } from './change.ts';
import { trySite } from './try-site.ts';

export interface SiteRoutesOptions {
  change: ChangeSite;
  info(): Info;
  /** Of the sandbox itself. */
  port: number;
}

/** The site in the phones, as routes of the control API. */
export function addSiteRoutes(app: OpenAPIHono, { change, info, port }: SiteRoutesOptions): void {
  addAction(app, {
    ...{ method: 'put', path: '/site' },
    summary: 'Show another site in the phones: their app is updated and started again, registrations stay',
    body: SiteChange,
    answer: Info,
    async act({ body }) {
      await change(body);
      return info();
    },
  });
  addAction(app, {
    ...{ method: 'post', path: '/site/try' },
    summary: 'Ask a site for its page, as a phone would, and say what comes',
    body: SiteTry,
    answer: SiteAnswer,
    act({ body }) {
      const site = readSite(body.url, port);
      if ('mistake' in site) throw new ControlFailure('site-refused', `${body.url}: ${site.mistake}`);
      return trySite(site.url);
    },
  });
}
