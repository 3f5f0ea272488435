import type { ControlClient } from '../../../src/control/client.ts';
import type { Fault } from '../../../src/control/twin-wire.ts';
import type { Connection } from '../connection/connection.ts';
import type { Notices } from '../notices.ts';
import { createRemote, type Remote } from '../remote.ts';

interface FaultsOptions {
  client: Pick<ControlClient, 'faults' | 'clock'>;
  connection: Pick<Connection, 'status' | 'traces'>;
  notices: Pick<Notices, 'watch'>;
}

/** So often at most is asked what is left of the planted faults, in milliseconds. */
const PACE_MS = 400;
/** Traces that one look can have brought. */
const NEWEST = 20;

/** A browser's own limit for one timer, in milliseconds. */
const LONGEST_MS = 2 ** 31 - 1;

/** The planted faults. Asked for again when one was planted or removed by anybody, may have struck, or is over. */
export function createFaults({ client, connection, notices }: FaultsOptions): Remote<Fault[]> {
  const faults = createRemote(() => notices.watch(client.faults()));
  let waiting = false;
  const soon = () => {
    if (waiting) return;
    waiting = true;
    setTimeout(() => {
      waiting = false;
      faults.refresh();
    }, PACE_MS);
  };
  connection.status.subscribe(() => {
    if (connection.status.get() === 'open') faults.refresh();
  });
  connection.traces.subscribe(() => {
    const newest = connection.traces.get().slice(0, NEWEST);
    const steered = newest.some(({ events }) => /^(fault|clock)\./.test(events[0]?.kind ?? ''));
    if (steered || (faults.get() ?? []).length > 0) soon();
  });
  whenOver(faults, client);
  return faults;
}

/** Asks again when the first of them is over: nothing else tells it. */
function whenOver(faults: Remote<Fault[]>, client: FaultsOptions['client']): void {
  let timer: ReturnType<typeof setTimeout> | undefined;
  faults.subscribe(async () => {
    clearTimeout(timer);
    const listed = faults.get() ?? [];
    const until = Math.min(...listed.flatMap((fault) => fault.until ?? []));
    if (until === Infinity) return;
    // A sandbox that is away is asked for its faults when it is back.
    const clock = await client.clock().catch(() => undefined);
    if (!clock || faults.get() !== listed) return;
    timer = setTimeout(faults.refresh, Math.min(Math.max(PACE_MS, until - clock.now), LONGEST_MS));
  });
}
