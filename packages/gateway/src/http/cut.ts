import { setTimeout as pause } from 'node:timers/promises';

/** What a body goes out by: an answer of node:http. */
export interface Outgoing {
  /** Ends the connection at once. */
  destroy(): unknown;
  /** Bytes that are still to go out. */
  readonly writableLength?: number;
}

/** Breaks a body after its last word: what was said before goes out. */
export class AfterAll extends Error {
  override readonly name = 'AfterAll';
}

/** How long the last words may take on their way out, and how long a reader has then: many drop what they have not read. */
const SENDING_MS = 5_000;
const READING_MS = 2_000;

/**
 * A body that cuts the connection when it breaks, whether or not anybody reads just then. Left to itself,
 * @hono/node-server would write a stack past the log. Without a connection, the body breaks for its reader.
 */
export function cutWhereBroken(
  body: ReadableStream<Uint8Array>,
  outgoing: Outgoing | undefined,
): ReadableStream<Uint8Array> {
  if (!outgoing) return body;
  const reader = body.getReader();
  return new ReadableStream<Uint8Array>(
    {
      start() {
        reader.closed.catch(async (error: unknown) => {
          if (error instanceof AfterAll) await heard(outgoing);
          outgoing.destroy();
        });
      },
      async pull(controller) {
        const next = await reader.read().catch(() => undefined);
        if (next?.done) controller.close();
        else if (next) controller.enqueue(next.value);
      },
      // Also what follows when the connection has gone.
      cancel: (reason) => reader.cancel(reason),
    },
    { highWaterMark: 0 },
  );
}

async function heard(outgoing: Outgoing): Promise<void> {
  const patience = AbortSignal.timeout(SENDING_MS);
  // Its last chunk is written in this turn of the event loop or the next.
  do await pause(10);
  while ((outgoing.writableLength ?? 0) > 0 && !patience.aborted);
  await pause(READING_MS);
}
