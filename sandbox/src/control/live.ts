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
    const ended = new Promise<void>((resolve) => stream.onAbort(resolve));
    const stops = [followPhones(stream, world), followTimeline(stream, world, after)];
    await ended;
    for (const stop of stops) stop();
  });
}

function followPhones(stream: SSEStreamingApi, world: World): () => void {
  // Changes of one turn are told once.
  let scheduled: NodeJS.Immediate | undefined;
  const send = () => {
    scheduled = undefined;
    void tell(
      stream,
      'phones',
      world.phones().map((phone) => phone.view()),
    );
  };
  const stop = world.onPhones(() => {
    scheduled ??= setImmediate(send);
  });
  send();
  return () => {
    stop();
    clearImmediate(scheduled);
  };
}

/** In order and each event once: what is replayed is queued before anything new can happen. */
function followTimeline(stream: SSEStreamingApi, { timeline }: World, after: number): () => void {
  for (const event of timeline.list({ after, limit: REPLAYED }))
    void tell(stream, 'timeline', event, event.seq);
  return timeline.subscribe((event) => void tell(stream, 'timeline', event, event.seq));
}

/** The stream writes one after the other; nothing is told to a lab that has gone. */
async function tell<K extends keyof LiveEvents>(
  stream: SSEStreamingApi,
  ...[event, data, id]: [event: K, data: LiveEvents[K], id?: number]
): Promise<void> {
  if (stream.aborted) return;
  await stream.writeSSE({
    event,
    data: JSON.stringify(data),
    ...(id === undefined ? {} : { id: String(id) }),
  });
}
