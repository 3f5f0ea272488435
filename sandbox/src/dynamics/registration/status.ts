import { sameId } from '../channel/devices.ts';
import type { Twin } from '../twin.ts';
import type { StatusAnswer } from '../wire.ts';
import { failureReason } from './failure-reason.ts';

/**
 * Outcomes in the order of the ids (facts: dynamics.md §1.3). An id without a recorded outcome is Pending, whether it
 * is open, untracked, ignored or unknown (§2); so is one of another app (assumed), and any where no app is named.
 */
export function registrationStatus(
  { state, switches }: Twin,
  requestIds: string[],
  mobileAppId: string | undefined,
): StatusAnswer {
  return requestIds.map((id) => {
    const result = state.results.get(id.toLowerCase());
    const known = result && sameId(result.mobileAppId) === sameId(mobileAppId ?? '') ? result : undefined;
    return { Status: known?.status ?? 'Pending', ...failureReason(known?.reason, switches.get()) };
  });
}
