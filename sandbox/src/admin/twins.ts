import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { ApnsScenarios } from '../apns/scenarios.ts';
import { addAction } from '../control/action.ts';
import { Switches } from '../dynamics/switches.ts';
import { FcmSettings } from '../fcm/settings.ts';
import type { Services } from '../services.ts';
import { Done, done, Row, Rows } from './answers.ts';

/** How the twins read what the documents leave open, and which behaviours of the real services are on. */
export function addTwinRoutes(
  app: OpenAPIHono,
  { dynamics, apns, fcm }: Pick<Services, 'dynamics' | 'apns' | 'fcm'>,
): void {
  const boards = [
    {
      path: '/dynamics/switches',
      what: 'Readings of the documents',
      schema: Switches,
      board: dynamics.switches,
    },
    { path: '/apns/scenarios', what: 'Behaviours of APNs', schema: ApnsScenarios, board: apns.scenarios },
    { path: '/fcm/settings', what: 'Limits and behaviours of FCM', schema: FcmSettings, board: fcm.settings },
  ];
  for (const { path, what, schema, board } of boards) {
    addAction(app, { ...{ method: 'get', path, summary: what }, answer: schema, act: () => board.get() });
    addAction(app, {
      ...{ method: 'patch', path, summary: `${what}: change the named ones` },
      body: z.looseObject({}),
      answer: schema,
      act({ body }) {
        board.set(body);
        return board.get();
      },
    });
    addAction(app, {
      ...{ method: 'delete', path, summary: `${what}: back to the defaults` },
      answer: schema,
      act() {
        board.reset();
        return board.get();
      },
    });
  }
  addAction(app, {
    ...{ method: 'post', path: '/apns/go-away', summary: 'End all connections to APNs with GOAWAY' },
    answer: z.object({ connections: z.number() }),
    act: () => ({ connections: apns.scenarios.goAway() }),
  });
  addRegistrationRoutes(app, dynamics);
}

const Roles = z.partialRecord(z.enum(['contact', 'lead', 'profile']), z.enum(['organization', 'user']));

/** App registrations in Entra, and their application users in Dataverse. */
function addRegistrationRoutes(app: OpenAPIHono, dynamics: Services['dynamics']): void {
  addAction(app, {
    ...{ method: 'get', path: '/app-registrations', summary: 'App registrations and application users' },
    answer: Rows,
    act: dynamics.appRegistrations,
  });
  addAction(app, {
    ...{ method: 'post', path: '/app-registrations', summary: 'Register an app; the secret is told once' },
    body: z.strictObject({ name: z.string().optional(), roles: Roles.nullable().optional() }),
    answer: Row,
    act: ({ body: { name, roles } }) =>
      dynamics.createAppRegistration({
        ...(name === undefined ? {} : { name }),
        ...(roles === undefined ? {} : { roles }),
      }),
  });
  addAction(app, {
    ...{ method: 'delete', path: '/app-registrations/{id}', summary: 'Remove it and its application user' },
    answer: Done,
    act({ params: { id = '' } }) {
      dynamics.removeAppRegistration(id);
      return done;
    },
  });
}
