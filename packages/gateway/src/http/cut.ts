/** What a body goes out by: an answer of node:http. */
export interface Outgoing {
  /** Ends the connection at once. */
  destroy(): unknown;
}

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
        reader.closed.catch(() => outgoing.destroy());
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
