import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { LiveEvents } from './wire.ts';
import type { World } from './world.ts';

/** Events that a lab opened late is told first; it asks for older ones (`GET /api/timeline?before=`). */
const REPLAYED = 2000;
/** Events that are written together. */
const AT_ONCE = 100;
/** Events that may wait for one caller. Whoever takes them more slowly is let go, and comes back by `last-event-id`. */
const MAX_WAITING = 20_000;

type Event = LiveEvents['timeline'];

/** `GET /api/events`: phones whole after each change, timeline events one by one; `id` = the timeline's `seq`. */
export function streamLive(context: Context, world: World): Response {
  const after = Number(context.req.header('last-event-id') ?? 0) || 0;
  return streamSSE(context, async (stream) => {
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
    const stop = follow(stream, world, after);
    await ended;
    stop();
  });
}

/**
 * In order and each event once: what is replayed waits before anything new can happen. One thing is written at a time,
 * so that what a slow caller has not taken is a list of events, and no list of texts; what waits is written together.
 */
function follow(stream: SSEStreamingApi, world: World, after: number): () => void {
  const waiting: Event[] = world.timeline.list({ after, limit: after > 0 ? MAX_WAITING : REPLAYED });
  let phonesChanged = true;
  let writing = false;
  let scheduled: NodeJS.Immediate | undefined;
  const write = async () => {
    scheduled = undefined;
    if (writing) return;
    writing = true;
    while (!stream.aborted && (phonesChanged || waiting.length > 0)) {
      const events = phonesChanged ? [] : waiting.splice(0, AT_ONCE);
      const phones = phonesChanged ? [message('phones', phonesOf(world))] : [];
      phonesChanged = false;
      await stream.write(
        [...phones, ...events.map((event) => message('timeline', event, event.seq))].join(''),
      );
    }
    writing = false;
  };
  // Changes of one turn are told once.
  const wake = () => {
    scheduled ??= setImmediate(write);
  };
  const stops = [
    world.onPhones(() => {
      phonesChanged = true;
      wake();
    }),
    world.timeline.subscribe((event) => {
      if (waiting.length >= MAX_WAITING) return stream.abort();
      waiting.push(event);
      wake();
    }),
    () => clearImmediate(scheduled),
  ];
  wake();
  return () => {
    for (const stop of stops) stop();
  };
}

const phonesOf = (world: World) => world.phones().map((phone) => phone.view());

/** One server-sent event. JSON has no line breaks. */
const message = <K extends keyof LiveEvents>(event: K, data: LiveEvents[K], id?: number): string =>
  `event: ${event}\ndata: ${JSON.stringify(data)}\n${id === undefined ? '' : `id: ${id}\n`}\n`;
