import { createControlClient } from '../control/client.ts';
import { createKit } from './create-kit.ts';
import type { ConnectedKit } from './kit.ts';
import { createLiveEvents } from './live-events.ts';
import { createWaiting } from './waiting.ts';

export interface KitAddress {
  /** The sandbox's control URL: `control` of the line that it prints at its start. */
  url: string;
  /** `controlToken` of that line. */
  token: string;
  /** Reaches it; default: the process's own. */
  fetch?: typeof fetch;
}

/** The kit on a sandbox that was started elsewhere: by another program, in a container, or for the Device Lab. */
export function connectKit({ url, token, fetch: send = fetch }: KitAddress): ConnectedKit {
  const reach: typeof fetch = (input, init) =>
    send(input, init).catch((error: Error) => {
      if (error.name === 'AbortError') throw error;
      throw new Error(
        `The sandbox at ${url} does not answer (${String(error.cause ?? error)}). Is it running?`,
      );
    });
  const live = createLiveEvents({ url, token, fetch: reach });
  const close = async () => live.close();
  return {
    ...createKit(createControlClient({ url, token, fetch: reach }), createWaiting(live)),
    close,
    [Symbol.asyncDispose]: close,
  };
}
