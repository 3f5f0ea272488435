import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { LiveEvents } from './wire.ts';
import type { World } from './world.ts';

/** Events that a lab opened late still sees. */
const REPLAYED = 2000;

/** `GET /api/events`: phones whole after each change, timeline events one by one; `id` = the timeline's `seq`. */
export function streamLive(context: Context, world: World): Response {
  const after = Number(context.req.header('last-event-id') ?? 0) || 0;
  return streamSSE(context, async (stream) => {
    const send = <K extends keyof LiveEvents>(event: K, data: LiveEvents[K], id?: number) =>
      stream.writeSSE({ event, data: JSON.stringify(data), ...(id === undefined ? {} : { id: String(id) }) });
    const sendPhones = () =>
      send(
        'phones',
        world.phones().map((phone) => phone.view()),
      );
    // Changes of one turn are told once.
    let scheduled = false;
    const schedulePhones = () => {
      if (scheduled) return;
      scheduled = true;
      setImmediate(() => {
        scheduled = false;
        void sendPhones();
      });
    };
    const stops = [
      world.timeline.subscribe((event) => void send('timeline', event, event.seq)),
      world.onPhones(schedulePhones),
    ];
    await sendPhones();
    for (const event of world.timeline.list({ after, limit: REPLAYED }))
      await send('timeline', event, event.seq);
    await aborted(stream);
    for (const stop of stops) stop();
  });
}

const aborted = (stream: SSEStreamingApi) => new Promise<void>((resolve) => stream.onAbort(resolve));
