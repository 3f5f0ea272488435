import type { createHandover } from './handover.ts';
import type { SettingControls } from './settings.ts';
import type { Device } from './state.ts';

const DAY = 24 * 3600 * 1000;

export interface PresenceOptions {
  settings: SettingControls;
  handover: Pick<ReturnType<typeof createHandover>, 'dropAll'>;
  /** The sandbox's clock. */
  now: () => number;
}

/** Whether FCM knows that an app is no longer there. */
export function createPresence({ settings, handover, now }: PresenceOptions) {
  /** An uninstall is not noticed at once (facts: apns-fcm-phones.md §6.2): so many messages still seem to go out. */
  function isNoticed(device: Device): boolean {
    const { removed } = device;
    if (!removed) return false;
    const { afterSends, afterMs } = settings.get().uninstallNoticed;
    if (afterSends === undefined && afterMs === undefined) return true;
    return removed.sends >= (afterSends ?? Infinity) || now() - removed.at >= (afterMs ?? Infinity);
  }
  /** §2.5. A phone that is not known to be away is in contact, whether messages come or not. */
  function isExpired(device: Device): boolean {
    const away = device.away === true || !device.deliver;
    return away && now() - device.seenAt >= settings.get().tokenLifeDays * DAY;
  }
  return {
    isGone(device: Device): boolean {
      if (device.goneAt !== undefined) return true;
      const noticed = isNoticed(device);
      if (!noticed && !isExpired(device)) return false;
      device.goneAt = now();
      handover.dropAll(device, noticed ? 'the app was removed' : 'the token has expired');
      return true;
    },
  };
}
