import { createRoute, type OpenAPIHono, z } from '@hono/zod-openapi';
import { addAction } from './action.ts';
import { answers, json } from './answers.ts';
import { Exchanges } from './exchange-wire.ts';
import * as wire from './wire.ts';
import type { World } from './world.ts';

const TimelineQuery = z.object({
  traceId: z.string().optional(),
  phone: z.string().optional(),
  after: z.coerce.number().int().min(0).optional(),
  before: z.coerce.number().int().min(0).optional(),
  limit: z.coerce.number().int().min(1).max(100_000).default(10_000),
});

/** What only needs reading. */
const reads = [
  {
    path: '/api/info',
    summary: 'What this sandbox is',
    schema: wire.Info,
    read: (world: World) => world.info(),
  },
  {
    path: '/api/contacts',
    summary: 'The people Dynamics knows',
    schema: z.array(wire.Contact),
    read: (world: World) => world.contacts(),
  },
  {
    path: '/api/devices',
    summary: 'The device table of the mobile app channel',
    schema: z.array(wire.ChannelDevice),
    read: (world: World) => world.devices(),
  },
  {
    path: '/api/pushes',
    summary: 'Pushes sent, newest first',
    schema: z.array(wire.Push),
    read: (world: World) => world.pushes(),
  },
];

/** Routes on Dynamics' side of the sandbox, and the timeline. */
export function addPushRoutes(app: OpenAPIHono, world: World): void {
  for (const { path, summary, schema, read } of reads) {
    app.openapi(
      createRoute({ method: 'get', path, summary, responses: answers(schema as z.ZodType) }),
      (context) => context.json(read(world), 200),
    );
  }
  app.openapi(
    createRoute({
      method: 'post',
      path: '/api/pushes',
      summary: 'Send a push as a journey step to one contact',
      request: { body: { required: true, ...json(wire.PushCreate) } },
      responses: answers(wire.Push),
    }),
    async (context) => context.json(await world.sendPush(context.req.valid('json')), 200),
  );
  app.openapi(
    createRoute({
      method: 'get',
      path: '/api/timeline',
      summary: 'Everything that happened, in order',
      request: { query: TimelineQuery },
      responses: answers(z.array(wire.TimelineEvent)),
    }),
    (context) => context.json(world.timeline.list(context.req.valid('query')), 200),
  );
  addAction(app, {
    ...{ method: 'get', path: '/timeline/exchanges', query: z.object({ traceId: z.string() }) },
    summary: 'The requests of one trace and their answers, as they went over the wire; secrets are masked',
    answer: Exchanges,
    act({ query: { traceId } }) {
      const { of, keptSince } = world.timeline.exchanges;
      const since = keptSince();
      return { exchanges: of(traceId), ...(since === undefined ? {} : { keptSince: since }) };
    },
  });
}
