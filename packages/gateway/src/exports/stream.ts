import type { Clock } from '../clock.ts';

export interface StreamOptions {
  clock: Clock;
  /** Ends the source; aborted by whoever wants an end, and by us. */
  ending: AbortController;
  /** Called once, when the source has ended; with an error unless it ended by itself. */
  onEnd(error?: Error): void;
}

/** A reader that takes nothing for so long has gone. */
const PATIENCE_MS = 60_000;

/**
 * A body that reads its source only as fast as it is taken: one chunk is ready, none is piled up. Resolves when the
 * first chunk is there, so that a source that cannot begin is an answer and no broken body.
 */
export async function streamOf(
  source: AsyncGenerator<string, void>,
  { clock, ending, onEnd }: StreamOptions,
): Promise<ReadableStream<Uint8Array>> {
  const encoder = new TextEncoder();
  let upcoming: Promise<IteratorResult<string, void>> | undefined = Promise.resolve(await source.next());
  let over = false;
  let cancelPatience = () => {};
  const end = (error?: Error) => {
    cancelPatience();
    if (over) return;
    over = true;
    onEnd(error);
  };
  /** Lets the source tidy up first, so that whoever waits for the end finds everything in order. */
  const stop = async (reason: Error) => {
    cancelPatience();
    ending.abort(reason);
    await source.return().catch(() => undefined);
    end(reason);
  };
  return new ReadableStream<Uint8Array>(
    {
      start(controller) {
        ending.signal.addEventListener('abort', () => {
          if (over) return;
          controller.error(ending.signal.reason);
          void stop(ending.signal.reason);
        });
      },
      async pull(controller) {
        cancelPatience();
        const next = upcoming ?? source.next();
        upcoming = undefined;
        try {
          const { done, value } = await next;
          if (ending.signal.aborted) return;
          if (done) {
            end();
            controller.close();
            return;
          }
          controller.enqueue(encoder.encode(value));
          cancelPatience = clock.after(PATIENCE_MS, () =>
            ending.abort(new Error('the reader takes nothing')),
          );
        } catch (error) {
          if (ending.signal.aborted) return;
          end(error as Error);
          controller.error(error);
        }
      },
      cancel: () => stop(new Error('the reader has gone')),
    },
    { highWaterMark: 1 },
  );
}
