import type { Pool } from 'pg';
import { isRowsFault } from '../db/transaction.ts';
import type { Device } from '../reconcile/device.ts';
import { loadDevices } from '../reconcile/device-store.ts';
import { findMadeByBackend } from './backend-word.ts';
import { createBatches } from './batches.ts';
import { findInstallations, type KnownInstallation } from './store.ts';

/** Reads installations: what requests ask for at the same moment is asked of the database in one go. */
export interface Reader {
  /** Who it is, for checking a credential. */
  find(id: string): Promise<KnownInstallation | undefined>;
  /** Whether a backend made it. Gathered too, so that nobody who asks at the same moment overtakes. */
  isMadeByBackend(id: string): Promise<boolean>;
  /** Whose it should be, and what Dynamics is known to hold. Never older than the call. */
  load(id: string): Promise<Device | undefined>;
}

export function createReader(pool: Pool): Reader {
  const gather = <T>(read: (ids: string[]) => Promise<T[]>, idOf: (one: T) => string) =>
    createBatches<string, T | undefined>({
      keysOf: () => [],
      async write(ids) {
        const byId = new Map((await read([...new Set(ids)])).map((one) => [idOf(one), one]));
        return ids.map((id) => byId.get(id));
      },
      isItemsFault: isRowsFault,
    }).add;
  const madeByBackend = gather(
    (ids) => findMadeByBackend(pool, ids),
    ({ id }: { id: string }) => id,
  );
  return {
    isMadeByBackend: async (id) => (await madeByBackend(id)) !== undefined,
    find: gather(
      (ids) => findInstallations(pool, ids),
      ({ id }: KnownInstallation) => id,
    ),
    load: gather(
      (ids) => loadDevices(pool, ids),
      ({ installationId }: Device) => installationId,
    ),
  };
}
