import { maskToken } from '../../trace.ts';
import { isAuthorized } from '../channel/access-tokens.ts';
import type { Twin } from '../twin.ts';
import type { CleanupItem } from '../wire.ts';

/**
 * Deletes device rows: the one named, or all of the user's in that app (facts: dynamics.md §1.4, §10 #7). What is
 * absent is no error. A bad ApiToken is answered like a good one and deletes nothing (assumed, as for registration).
 * It does not stop a registration that is still open: both are asynchronous (§10 #17).
 */
export function cleanUp(
  twin: Twin,
  items: CleanupItem[],
  call: { organizationId: string; traceId: string },
): void {
  for (const item of items) cleanUpOne(twin, item, call);
}

function cleanUpOne(
  twin: Twin,
  { MobileAppId: mobileAppId, UserId: userId, ApiToken: apiToken, DeviceToken: token }: CleanupItem,
  { organizationId, traceId }: { organizationId: string; traceId: string },
): void {
  const { state, timeline, switches } = twin;
  const about = { mobileAppId, userId, token: token ? maskToken(token) : 'all' };
  if (!isAuthorized(twin, { organizationId, mobileAppId, apiToken })) {
    timeline.record({
      ...{ traceId, hop: 'dynamics', kind: 'cleanup.ignored', outcome: 'failed', detail: about },
      summary: 'The ApiToken is not valid for this app: nothing was cleaned up',
    });
    return;
  }
  const all = switches.get().cleanupWithoutToken === 'all';
  const rows = state.devices.of({ mobileAppId, userId }).filter((row) => (token ? row.token === token : all));
  for (const row of rows) state.devices.remove(row);
  timeline.record({
    ...{ traceId, hop: 'dynamics', kind: 'cleanup.done', outcome: 'ok' },
    summary: `Dynamics removed ${rows.length} device(s) of this user`,
    detail: { ...about, removed: rows.length },
  });
}
