import type { OpenAPIHono } from '@hono/zod-openapi';
import { createControlClient } from './control/client.ts';
import { fetchWithin } from './in-process.ts';
import { createKit } from './kit/create-kit.ts';
import type { Kit } from './kit/kit.ts';
import { createWaiting } from './kit/waiting.ts';
import type { Phones } from './phones.ts';
import type { Timeline } from './timeline.ts';

export interface OwnKitOptions {
  control: OpenAPIHono;
  controlToken: string;
  phones: Pick<Phones, 'onChange'>;
  timeline: Timeline;
}

/** The kit of the sandbox in this process: through the control API as everybody else, but without a socket. */
export function createOwnKit({ control, controlToken, phones, timeline }: OwnKitOptions): Kit {
  const client = createControlClient({
    url: 'http://127.0.0.1',
    token: controlToken,
    fetch: fetchWithin(control),
  });
  const waiting = createWaiting({
    subscribe(changed) {
      const stops = [phones.onChange(changed), timeline.subscribe(changed)];
      changed();
      return () => {
        for (const stop of stops) stop();
      };
    },
  });
  return createKit(client, waiting);
}
