import { sameId } from '../channel/devices.ts';
import type { Twin } from '../twin.ts';

/**
 * What is wrong with a UserId, beyond its being a GUID; undefined: nothing. Whether such a person exists is not asked:
 * no documented reason says “user not found” (facts: dynamics.md §10 #14). Profiles have 32 hex digits (#15).
 */
export function userMistake({ state, switches }: Twin, userId: string): string | undefined {
  const { unknownUser, userIdForm } = switches.get();
  if (userIdForm === 'dashed' && !userId.includes('-')) return 'expected a GUID with dashes as UserId';
  if (unknownUser === 'refused' && !state.people.has(sameId(userId))) return 'UserId is no known record';
  return undefined;
}
