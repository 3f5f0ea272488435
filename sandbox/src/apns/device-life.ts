import type { ApnsScenarios } from './scenarios.ts';
import type { Device } from './state.ts';

/** What Apple does about a device over time: it learns of an uninstall, and it counts pushes. */

type Notice = Pick<ApnsScenarios, 'uninstallNoticedAfterPushes' | 'uninstallNoticedAfterMs'>;

/**
 * The moment Apple learnt that the app is gone, if it has by now (facts: apns-fcm-phones.md §1.6: not at once after an
 * uninstall, and the moment is blurred on purpose). Without a scenario it is the moment of the uninstall.
 */
export function learnOfUninstall(device: Device, notice: Notice, now: number): number | undefined {
  if (device.goneAt !== undefined || device.removedAt === undefined) return device.goneAt;
  const { uninstallNoticedAfterPushes: pushes, uninstallNoticedAfterMs: ms } = notice;
  if (pushes === null && ms === null) device.goneAt = device.removedAt;
  else if (ms !== null && now >= device.removedAt + ms) device.goneAt = device.removedAt + ms;
  else if (pushes !== null && (device.lost ?? 0) >= pushes) device.goneAt = now;
  return device.goneAt;
}

/** Counts one more push to the device, unless it is over the limit (§1.6 "too many in a row to one device token"). */
export function exceedsLimit(
  device: Device,
  { pushes, perMs }: NonNullable<ApnsScenarios['deviceLimit']>,
  now: number,
): boolean {
  const recent = (device.pushedAt ?? []).filter((at) => at > now - perMs);
  const exceeds = recent.length >= pushes;
  device.pushedAt = exceeds ? recent : [...recent, now];
  return exceeds;
}
