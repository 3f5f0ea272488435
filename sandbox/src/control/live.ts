import type { Context } from 'hono';
import { type SSEStreamingApi, streamSSE } from 'hono/streaming';
import type { LiveEvents } from './wire.ts';
import type { World } from './world.ts';

/** Events that a lab opened late still sees. */
const REPLAYED = 2000;
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
 * so that what a slow caller has not taken is a list of events, and no list of texts.
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
      const event = phonesChanged ? undefined : waiting.shift();
      phonesChanged = false;
      if (event) await tell(stream, { event: 'timeline', data: event, id: event.seq });
      else await tell(stream, { event: 'phones', data: world.phones().map((phone) => phone.view()) });
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

type Told = { [K in keyof LiveEvents]: { event: K; data: LiveEvents[K]; id?: number } }[keyof LiveEvents];

/** Resolves when the caller has taken it. */
const tell = (stream: SSEStreamingApi, { event, data, id }: Told): Promise<void> =>
  stream.writeSSE({ event, data: JSON.stringify(data), ...(id === undefined ? {} : { id: String(id) }) });
