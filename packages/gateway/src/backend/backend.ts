import type { RegistrationPost } from '@journeys-push/contract/backend-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import {
  createRegister,
  type RegisterItem,
  type RegisterOptions,
  type RegisterOutcome,
} from '../installations/register.ts';
import type { AwaitNamed } from '../users/awaited/named.ts';
import { type ResolveUser, type UserMatch, userError } from '../users/resolve.ts';
import { itemOf } from './item.ts';

export interface BackendOptions extends RegisterOptions {
  resolveUser: ResolveUser;
  /** Absent: whoever Dynamics does not know is refused. */
  awaitNamed?: AwaitNamed | undefined;
}

/** A device that a backend wants registered; `refused`: it cannot be read. */
export type Judged = { data: RegistrationPost } | Refused;

/** What became of it. `installationId`: it is durable. `view`: its state, where that is known already. */
export type Registered = { installationId: string; view?: RegistrationView } | Refused;

interface Refused {
  refused: CodedError;
}

/** Registers devices at a backend's word. */
export interface Backend {
  /** One outcome for each, in the same order; one that is refused takes no other with it. */
  register(judged: Judged[], request: { traceId: string; waitMs?: number }): Promise<Registered[]>;
}

export function createBackend({ resolveUser, awaitNamed, ...options }: BackendOptions): Backend {
  const register = createRegister(options);

  /** Each person is asked about once. */
  async function matchesOf(judged: Judged[], traceId: string): Promise<Map<string, UserMatch>> {
    const userIds = new Set(judged.flatMap((item) => ('data' in item ? [item.data.userId] : [])));
    const asked = [...userIds].map(
      async (userId) => [userId, await resolveUser(userId, { traceId })] as const,
    );
    return new Map(await Promise.all(asked));
  }

  function draftOf(item: Judged, matches: Map<string, UserMatch>): RegisterItem | Refused {
    if ('refused' in item) return item;
    const match = matches.get(item.data.userId) ?? { problem: 'user-unknown' };
    if (!('problem' in match)) return itemOf(item.data, match.dynamicsUserId);
    if (awaitNamed && match.problem === 'user-unknown') return itemOf(item.data, undefined);
    return { refused: userError(match) };
  }

  /** Whoever owns the device keeps it, though their record has gone. */
  async function withoutOwners(drafts: (RegisterItem | Refused)[]): Promise<(RegisterItem | Refused)[]> {
    const owned = new Set(await awaitNamed?.ownedAlready(drafts.filter(isAwaited)));
    return drafts.map((draft) =>
      isAwaited(draft) && owned.has(draft.installationId)
        ? { refused: userError({ problem: 'user-unknown' }) }
        : draft,
    );
  }

  const waitFor = async (items: RegisterItem[], traceId: string) => awaitNamed?.waitFor(items, traceId);

  return {
    async register(judged, { traceId, waitMs = 0 }) {
      const matches = await matchesOf(judged, traceId);
      const drafts = await withoutOwners(judged.map((item) => draftOf(item, matches)));
      const items = drafts.flatMap((draft) => ('refused' in draft ? [] : [draft]));
      const waitedUntil = options.clock.now() + waitMs;
      const outcomes = await register(items, { traceId, proof: 'api-key', waitedUntil });
      const byItem = new Map(items.map((item, index) => [item, outcomes[index]]));
      const accepted = items.filter((item) => byItem.get(item)?.kind === 'accepted');
      await waitFor(accepted.filter(isAwaited), traceId).catch((error: unknown) => {
        // Alone it may fail as a whole; among others it must not hide what became of them.
        if (judged.length === 1) throw error;
        for (const item of accepted.filter(isAwaited))
          byItem.set(item, { kind: 'refused', code: 'internal' });
      });
      return drafts.map((draft) => ('refused' in draft ? draft : registeredOf(draft, byItem.get(draft))));
    },
  };
}

const isAwaited = (draft: RegisterItem | Refused): draft is RegisterItem =>
  !('refused' in draft) && draft.dynamicsUserId === undefined;

function registeredOf({ installationId }: RegisterItem, outcome: RegisterOutcome | undefined): Registered {
  if (outcome?.kind === 'accepted') return { installationId, ...(outcome.view && { view: outcome.view }) };
  return { refused: new CodedError(outcome?.code ?? 'internal', outcome?.detail) };
}
