import { retrying } from '../../db/transaction.ts';
import { type AwaitingOptions, tell } from './owner.ts';
import { keepAwaited, type Named, ownedAlready } from './store.ts';

/** People whom a backend has named and whom Dynamics does not know, where `users.unknown` is `retry`. */
export interface AwaitNamed {
  /** The installations that are theirs already: their record has gone since, and that stays as it is. */
  ownedAlready(people: Named[]): Promise<string[]>;
  /**
   * Waits for them, once nobody owns the installation any more; of two people for one installation, for the later one.
   * Whoever is bound meanwhile keeps it.
   */
  waitFor(people: Named[], traceId: string): Promise<void>;
}

export function createAwaitNamed(options: Omit<AwaitingOptions, 'owner' | 'claims'>): AwaitNamed {
  const { pool, clock, timing } = options;
  return {
    ownedAlready: (people) => whereAny(people, () => ownedAlready(pool, people)),
    async waitFor(people, traceId) {
      const last = new Map(people.map((person) => [person.installationId, person]));
      const awaited = [...last.values()].map(({ installationId, userId }) => ({
        ...{ installationId, userId, traceId, claims: {} },
        ...{ proof: 'api-key' as const, reason: 'user-unknown' },
      }));
      const now = clock.now();
      const due = { now, dueAt: now + timing.userAwaitMs };
      const kept = await whereAny(awaited, () => retrying(() => keepAwaited(pool, awaited, due)));
      tell(options, kept, traceId);
    },
  };
}

const whereAny = async <T>(people: unknown[], ask: () => Promise<T[]>): Promise<T[]> =>
  people.length > 0 ? ask() : [];
