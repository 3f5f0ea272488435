import type { OpenAPIHono } from '@hono/zod-openapi';
import * as z from 'zod';
import { addAction } from '../control/action.ts';
import {
  Journey,
  JourneyProblem,
  JourneyProgress,
  JourneySettings,
  Participant,
  Raised,
} from '../control/journey-wire.ts';
import { Segment } from '../control/people-wire.ts';
import { Definition } from '../dynamics/journeys/course/definition.ts';
import { Settings } from '../dynamics/journeys/course/settings.ts';
import type { DynamicsTwin } from '../dynamics/start.ts';
import { Done, done } from './answers.ts';

type Journeys = DynamicsTwin['journeys'];
const People = z.object({
  personId: z.string().optional(),
  /** The last ones to enter, rather than the first. */
  newest: z.enum(['true', 'false']).optional(),
  /** Of the last one seen. */
  after: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(10_000).optional(),
});
const Trigger = z.strictObject({
  personId: z.string(),
  attributes: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])).optional(),
});

/** Segments, journeys, triggers, and what an admin sets for all journeys. */
export function addJourneyRoutes(app: OpenAPIHono, dynamics: DynamicsTwin): void {
  addSegmentRoutes(app, dynamics.segments);
  addDefinitionRoutes(app, dynamics.journeys);
  addCourseRoutes(app, dynamics.journeys);
}

function addSegmentRoutes(app: OpenAPIHono, segments: DynamicsTwin['segments']): void {
  addAction(app, {
    ...{ method: 'get', path: '/segments', summary: 'The segments' },
    answer: z.array(Segment),
    act: segments.list,
  });
  addAction(app, {
    ...{ method: 'post', path: '/segments', summary: 'Add a segment: memberIds, or a rule' },
    body: z.looseObject({ name: z.string() }),
    answer: z.object({ segmentId: z.string() }),
    act: ({ body }) => ({ segmentId: segments.add(body as Parameters<typeof segments.add>[0]) }),
  });
  addAction(app, {
    ...{ method: 'get', path: '/segments/{id}/members', summary: 'Who is in it at this moment' },
    answer: z.array(z.string()),
    act: ({ params: { id = '' } }) => segments.members(id),
  });
  addAction(app, {
    ...{ method: 'delete', path: '/segments/{id}', summary: 'Delete it' },
    answer: Done,
    act({ params: { id = '' } }) {
      segments.remove(id);
      return done;
    },
  });
}

function addDefinitionRoutes(app: OpenAPIHono, journeys: Journeys): void {
  addAction(app, {
    ...{ method: 'get', path: '/journeys', summary: 'The journeys' },
    answer: z.array(Journey),
    act: journeys.list,
  });
  addAction(app, {
    ...{ method: 'post', path: '/journeys', summary: 'Save a new journey as draft' },
    body: Definition,
    answer: z.object({ journeyId: z.string() }),
    act: ({ body }) => ({ journeyId: journeys.create(body) }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/journeys/check' },
    summary: 'What keeps a journey from going live; nothing is saved',
    body: z.looseObject({}),
    answer: z.array(JourneyProblem),
    act: ({ body }) => journeys.check(body),
  });
  addAction(app, {
    ...{ method: 'put', path: '/journeys/{id}', summary: 'Replace what a draft says' },
    body: Definition,
    answer: Journey,
    act({ params: { id = '' }, body }) {
      journeys.edit(id, body);
      return journeys.get(id);
    },
  });
  for (const [name, summary] of Object.entries(STATES)) {
    addAction(app, {
      ...{ method: 'post', path: `/journeys/{id}/${name}`, summary },
      answer: Journey,
      act({ params: { id = '' } }) {
        journeys[name as keyof typeof STATES](id);
        return journeys.get(id);
      },
    });
  }
  addAction(app, {
    ...{ method: 'delete', path: '/journeys/{id}', summary: 'Delete a journey that is not live' },
    answer: Done,
    act({ params: { id = '' } }) {
      journeys.remove(id);
      return done;
    },
  });
}

const STATES = { publish: 'Make it live', stop: 'Stop it; whoever is in it leaves' } as const;

function addCourseRoutes(app: OpenAPIHono, journeys: Journeys): void {
  addAction(app, {
    ...{ method: 'get', path: '/journeys/{id}', summary: 'One journey, and how many are where' },
    answer: Journey,
    act: ({ params: { id = '' } }) => journeys.get(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/journeys/{id}/progress' },
    summary: 'How many stand before each step and have passed it, and when the next of them is due',
    answer: JourneyProgress,
    act: ({ params: { id = '' } }) => journeys.progress(id),
  });
  addAction(app, {
    ...{ method: 'get', path: '/journeys/{id}/people' },
    summary: 'Who is and was in it: each step, and why it was skipped',
    query: People,
    answer: z.array(Participant),
    act: ({ params: { id = '' }, query: { newest, ...query } }) =>
      journeys.participants(id, { ...present(query), newest: newest === 'true' }),
  });
  addAction(app, {
    ...{ method: 'post', path: '/triggers/{name}', summary: 'Raise a custom trigger for one person' },
    body: Trigger,
    answer: z.array(Raised),
    act: ({ params: { name = '' }, body: { personId, attributes } }) =>
      journeys.raise({ name, personId, ...(attributes ? { attributes } : {}) }),
  });
  addAction(app, {
    ...{ method: 'get', path: '/journey-settings', summary: 'Frequency cap and quiet times' },
    answer: JourneySettings,
    act: journeys.settings,
  });
  addAction(app, {
    ...{ method: 'patch', path: '/journey-settings', summary: 'Replace the named settings' },
    body: z.partialRecord(z.enum(Object.keys(Settings.shape)), z.looseObject({})),
    answer: JourneySettings,
    act({ body }) {
      journeys.changeSettings(body);
      return journeys.settings();
    },
  });
}

const present = <T extends object>(query: T) =>
  Object.fromEntries(Object.entries(query).filter(([, value]) => value !== undefined)) as {
    [Key in keyof T]: Exclude<T[Key], undefined>;
  };
