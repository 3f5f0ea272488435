import { type OpenAPIHono, z } from '@hono/zod-openapi';
import { addAction } from './action.ts';
import { ControlFailure } from './problem.ts';
import { createSteering } from './steering.ts';
import * as wire from './twin-wire.ts';
import type { World } from './world.ts';

/** The sandbox's time. */
export function addClockRoutes(app: OpenAPIHono, { clock, timeline }: World): void {
  const shown = () => ({ now: clock.now(), aheadMs: clock.ahead() });
  const steering = createSteering(timeline);
  addAction(app, {
    ...{ method: 'get', path: '/clock', summary: 'The sandbox’s time' },
    answer: wire.Clock,
    act: shown,
  });
  addAction(app, {
    ...{ method: 'post', path: '/clock/advance' },
    summary: 'Move the time forward: polls, waits, quiet times and expiries on the way happen in order',
    body: wire.ClockMove,
    answer: wire.Clock,
    act: async ({ body }) => {
      await clock.advance(body.ms);
      // Told at the new time: it is how a lab learns of it.
      steering.moved(body.ms);
      return shown();
    },
  });
}

const Removed = z.object({ removed: z.number() }).openapi('Removed');

/** What goes wrong, and where. */
export function addFaultRoutes(app: OpenAPIHono, { faults, timeline }: World): void {
  const twins = wire.TwinName.options;
  const steering = createSteering(timeline);
  const list = () => twins.flatMap((twin) => faults[twin].list().map((fault) => ({ ...fault, twin })));
  addAction(app, {
    ...{ method: 'get', path: '/faults', summary: 'The planted faults of all twins' },
    answer: z.array(wire.Fault),
    act: list,
  });
  addAction(app, {
    ...{
      method: 'get',
      path: '/faults/ended',
      summary: 'Those that are used up or over, the last 20 of each twin',
    },
    answer: z.array(wire.Fault),
    act: () => twins.flatMap((twin) => faults[twin].ended().map((fault) => ({ ...fault, twin }))),
  });
  addAction(app, {
    ...{ method: 'post', path: '/faults', summary: 'Plant a fault' },
    body: wire.FaultPlant,
    answer: wire.Fault,
    act({ body: { twin, ...fault } }) {
      const id = faults[twin].plant(fault);
      const planted = list().find((found) => found.twin === twin && found.id === id);
      if (planted) steering.planted(planted as wire.Fault);
      return planted;
    },
  });
  addAction(app, {
    ...{ method: 'delete', path: '/faults', summary: 'Remove all planted faults' },
    answer: Removed,
    act() {
      const removed = list().length;
      for (const twin of twins) faults[twin].clear();
      steering.removed(removed);
      return { removed };
    },
  });
  addAction(app, {
    ...{ method: 'delete', path: '/faults/{twin}/{id}', summary: 'Remove one planted fault' },
    answer: Removed,
    act({ params: { twin, id } }) {
      const found = twins.find((name) => name === twin);
      if (!found || !faults[found].remove(id ?? ''))
        throw new ControlFailure('fault-unknown', `No fault "${id}" in "${twin}"`);
      steering.removed(1);
      return { removed: 1 };
    },
  });
  addAction(app, {
    ...{ method: 'put', path: '/faults/seed', summary: 'Begin the chances of all twins anew' },
    body: wire.Seed,
    answer: wire.Seed,
    act({ body }) {
      for (const twin of twins) faults[twin].reseed(body.seed);
      return body;
    },
  });
}
