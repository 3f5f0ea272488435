import type { PhoneState } from '../state.ts';

const HOUR = 3_600_000;
/** "No more than two or three an hour" (facts: apns-fcm-phones.md §6.1). */
const AN_HOUR = 3;

/**
 * Whether iOS runs an app in the background for one more silent push now, and takes note of it. Assumed: three an hour,
 * and as many as come while the app is in front.
 */
export function maySilentlyWake(state: PhoneState, now: number): boolean {
  if (state.system.platform === 'android' || state.app !== 'background') return true;
  const recent = state.woken.filter((moment) => moment > now - HOUR);
  if (recent.length >= AN_HOUR) return false;
  state.woken = [...recent, now];
  return true;
}
