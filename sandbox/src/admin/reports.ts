import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import { ControlFailure } from '../control/problem.ts';
import { Funnel, Interaction, Interactions } from '../control/report-wire.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';

const Query = z.object({
  messageId: z.string().optional(),
  journeyId: z.string().optional(),
  personId: z.string().optional(),
});

/** What marketers read afterwards. */
export function addReportRoutes(
  app: OpenAPIHono,
  { analytics, person }: Pick<DynamicsTwin, 'analytics' | 'person'>,
): void {
  addAction(app, {
    ...{ method: 'get', path: '/messages/{id}/analytics', summary: 'What became of a message' },
    answer: Funnel,
    act: ({ params: { id = '' } }) => analytics.message(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/journeys/{id}/analytics', summary: 'What became of a journey' },
    answer: Funnel,
    act: ({ params: { id = '' } }) => analytics.journey(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/interactions', summary: 'Rows of the interaction data, newest first' },
    query: Query,
    answer: Interactions,
    act: ({ query: { messageId, journeyId, personId } }) =>
      analytics.interactions({
        ...(messageId === undefined ? {} : { messageId }),
        ...(journeyId === undefined ? {} : { journeyId }),
        ...(personId === undefined ? {} : { personId }),
      }),
  });
  addAction(app, {
    ...{ method: 'get', path: '/people/{id}/timeline', summary: 'A person’s pushes of the last 90 days' },
    answer: z.array(Interaction),
    act({ params: { id = '' } }) {
      if (!person(id)) throw new ControlFailure('admin-unknown', `There is no person ${id}`);
      return analytics.timelineOf(id);
    },
  });
}
