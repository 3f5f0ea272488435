import { createRoute, type OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../../control/action.ts';
import { CheckCreate, CheckedItem, Checklist, CheckRun } from '../../control/check-wire.ts';
import { ControlProblem } from '../../control/wire.ts';
import type { Checks } from './checks.ts';

/** The checklist as routes of the control API. `checks` is asked for when the first caller comes. */
export function addCheckRoutes(app: OpenAPIHono, checks: () => Promise<Checks>): void {
  addAction(app, {
    ...{ method: 'get', path: '/checklist', summary: 'The 18 items, and on which phones each applies' },
    answer: Checklist,
    act: async () => (await checks()).checklist(),
  });
  addAction(app, {
    ...{ method: 'get', path: '/checks', summary: 'Runs of the checklist, newest first' },
    answer: z.array(CheckRun),
    act: async () => (await checks()).list(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/checks' },
    summary: 'Run the checklist on phones that are there: their app is installed anew. One run at a time',
    body: CheckCreate,
    answer: CheckRun,
    act: async ({ body }) => (await checks()).start(body),
  });
  addAction(app, {
    ...{ method: 'get', path: '/checks/{id}', summary: 'How far a run is, and what came of each item' },
    answer: CheckRun,
    act: async ({ params: { id = '' } }) => (await checks()).get(id),
  });
  addAction(app, {
    ...{ method: 'post', path: '/checks/{id}/stop', summary: 'End a run: what is not judged stays so' },
    answer: CheckRun,
    act: async ({ params: { id = '' } }) => (await checks()).stop(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/checks/{id}/item', summary: 'One item of a run with the evidence behind it' },
    query: z.object({ phone: z.string(), page: z.string(), number: z.coerce.number().int() }),
    answer: CheckedItem,
    act: async ({ params: { id = '' }, query }) => (await checks()).item(id, query),
  });
  addReport(app, checks);
}

const REPORT = createRoute({
  method: 'get',
  path: '/api/checks/{id}/report',
  summary: 'A run as a file: HTML for people, JUnit XML for CI; the same as the command writes',
  request: {
    params: z.object({ id: z.string() }),
    query: z.object({ as: z.enum(['html', 'junit']).default('html') }),
  },
  responses: {
    200: {
      description: 'The report',
      content: { 'text/html': { schema: z.string() }, 'application/xml': { schema: z.string() } },
    },
    default: { description: 'Refused', content: { 'application/json': { schema: ControlProblem } } },
  },
});

function addReport(app: OpenAPIHono, checks: () => Promise<Checks>): void {
  app.openapi(REPORT, async (context) => {
    const result = (await checks()).result(context.req.valid('param').id);
    if (context.req.valid('query').as === 'html') {
      const { htmlReport } = await import('../report/html.ts');
      return context.html(htmlReport(result));
    }
    const { junitReport } = await import('../report/junit.ts');
    return context.body(junitReport(result), 200, { 'content-type': 'application/xml; charset=UTF-8' });
  });
}
