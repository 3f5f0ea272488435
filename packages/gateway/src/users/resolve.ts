import { DynamicsId } from '@journeys-push/contract/gateway-dynamics';
import type { GatewayConfig } from '../config.ts';

/** Which Dynamics record an app user is, or why none. */
export type UserMatch = { dynamicsUserId: string } | { problem: 'user-id-unmapped' };

export type ResolveUser = (userId: string) => Promise<UserMatch>;

/**
 * App user → Dynamics record: a GUID (dashed, or 32 hex as profile ids are) is the record's id itself and is sent as
 * obtained (facts: dynamics.md §10.15); anything else needs a rule. Asynchronous because a look-up in Dataverse will be.
 */
export function createUserResolver({ table }: GatewayConfig['users']): ResolveUser {
  const byUserId = new Map(Object.entries(table));
  return async (userId) => {
    const dynamicsUserId = DynamicsId.safeParse(userId).success ? userId : byUserId.get(userId);
    return dynamicsUserId ? { dynamicsUserId } : { problem: 'user-id-unmapped' };
  };
}
