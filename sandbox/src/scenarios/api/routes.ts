import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../../control/action.ts';
import {
  ScenarioInfo,
  ScenarioRun,
  ScenarioRunCreate,
  ScenarioRunsCreate,
} from '../../control/scenario-wire.ts';
import type { Runs } from './runs.ts';

/** Scenarios as routes of the control API. `runs` is asked for when the first caller comes. */
export function addScenarioRoutes(app: OpenAPIHono, runs: () => Promise<Runs>): void {
  addAction(app, {
    ...{ method: 'get', path: '/scenarios', summary: 'The scenarios that can be told' },
    answer: z.array(ScenarioInfo),
    act: async () => (await runs()).list(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/scenarios/{name}/run' },
    summary:
      'Tell one on new phones; its steps come as events `scenario.…` of the timeline, under the run’s id',
    body: ScenarioRunCreate,
    answer: ScenarioRun,
    act: async ({ params: { name = '' }, body }) => (await runs()).start(name, body),
  });
  addAction(app, {
    ...{ method: 'get', path: '/scenarios/runs', summary: 'What was told in this sandbox, newest first' },
    answer: z.array(ScenarioRun),
    act: async () => (await runs()).all(),
  });
  addAction(app, {
    ...{ method: 'post', path: '/scenarios/runs' },
    summary: 'Tell several, on each of their phones or on those of some profiles; three at a time',
    body: ScenarioRunsCreate,
    answer: z.array(ScenarioRun),
    act: async ({ body }) => (await runs()).startAll(body),
  });
  addAction(app, {
    ...{ method: 'post', path: '/scenarios/runs/stop' },
    summary: 'End those that wait for their turn; what is under way is told to its end',
    answer: z.array(ScenarioRun),
    act: async () => (await runs()).stopWaiting(),
  });
  addAction(app, {
    ...{
      method: 'get',
      path: '/scenarios/runs/{id}',
      summary: 'How far a run has come, and what came of it',
    },
    answer: ScenarioRun,
    act: async ({ params: { id = '' } }) => (await runs()).get(id),
  });
}
