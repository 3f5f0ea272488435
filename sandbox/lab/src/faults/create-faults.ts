import type { ControlClient } from '../../../src/control/client.ts';
import type { Fault } from '../../../src/control/twin-wire.ts';
import type { Connection } from '../connection/connection.ts';
import type { Notices } from '../notices.ts';
import { createRemote, type Remote } from '../remote.ts';

interface FaultsOptions {
  client: Pick<ControlClient, 'faults'>;
  connection: Pick<Connection, 'status' | 'traces'>;
  notices: Pick<Notices, 'watch'>;
}

/** So often at most is asked what is left of the planted faults, in milliseconds. */
const PACE_MS = 400;
/** Traces that one look can have brought. */
const NEWEST = 20;

/** The planted faults. Asked for again when one was planted or removed by anybody, or may have struck. */
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
  return faults;
}
