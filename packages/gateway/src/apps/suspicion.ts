import type { StatusResult } from '../dynamics/results.ts';
import { rulingOn } from '../reconcile/reasons.ts';
import type { RaiseAlert } from './alerts.ts';

/** So many failed dry runs in a row, and it is hardly the phones. */
const IN_A_ROW = 20;

/**
 * Watches verdicts: dry runs that all fail speak of the channel's credentials, not of tokens (facts: dynamics.md §2).
 * Only tells; each device is tried again in its own time.
 */
export function createSuspicion(raise: RaiseAlert): (app: string, results: StatusResult[]) => void {
  const failures = new Map<string, number>();
  return (app, results) => {
    for (const result of results) {
      const verdict = result.kind === 'failed' ? rulingOn(result.failureReason).verdict : result.kind;
      if (verdict === 'success' || verdict === 'registered') failures.delete(app);
      if (verdict !== 'retry-once') continue;
      const count = (failures.get(app) ?? 0) + 1;
      failures.set(app, count);
      if (count < IN_A_ROW) continue;
      const message = `The dry runs of ${count} registrations in a row have failed: check the channel's APNs and FCM credentials`;
      raise({ code: 'channel-suspect', app, message });
    }
  };
}
