import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Services } from '../services.ts';
import { addChannelRoutes } from './channel.ts';
import { addJourneyRoutes } from './journeys.ts';
import { addMessageRoutes } from './messages.ts';
import { addPeopleRoutes } from './people.ts';
import { addReportRoutes } from './reports.ts';
import { addTwinRoutes } from './twins.ts';

/** What admins and marketers do in the real services' own pages, as routes of the control API. */
export function addAdminRoutes(
  app: OpenAPIHono,
  services: Pick<Services, 'dynamics' | 'apns' | 'fcm' | 'accounts'>,
): void {
  const { dynamics } = services;
  addChannelRoutes(app, services);
  addPeopleRoutes(app, dynamics);
  addMessageRoutes(app, dynamics);
  addJourneyRoutes(app, dynamics);
  addReportRoutes(app, dynamics);
  addTwinRoutes(app, services);
}
