import type { Clock } from '../../src/control/twin-wire.ts';
import type { Connection } from './connection/connection.ts';
import { createRemote } from './remote.ts';
import { createStore, type Store } from './store.ts';

export interface AheadOptions {
  read(): Promise<Clock>;
  connection: Pick<Connection, 'status' | 'traces'>;
}

/** An event from so far in the future says that somebody has moved the sandbox's time. */
const TOLERANCE_MS = 1500;

/** How far the sandbox's time is ahead of this computer's: asked at first, and when an event is ahead of it. */
export function createAhead({ read, connection }: AheadOptions): Pick<Store<number>, 'get' | 'subscribe'> {
  const ahead = createStore(0);
  // A lost connection is told elsewhere, and its end asks again.
  const clock = createRemote(() => read().catch(() => undefined));
  clock.subscribe(() => {
    const difference = (clock.get()?.now ?? 0) - Date.now();
    // Less is the way of the answer.
    ahead.set(Math.abs(difference) < TOLERANCE_MS ? 0 : difference);
  });
  connection.status.subscribe(() => {
    if (connection.status.get() === 'open') clock.refresh();
  });
  connection.traces.subscribe(() => {
    const newest = connection.traces.get()[0]?.events.at(-1)?.at ?? 0;
    if (newest - Date.now() - ahead.get() > TOLERANCE_MS) clock.refresh();
  });
  return { get: ahead.get, subscribe: ahead.subscribe };
}
