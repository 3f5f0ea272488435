import type { TimelinePort } from '../timeline.ts';
import { maskToken } from '../trace.ts';
import type { ApnsNotification, Device } from './state.ts';
import { MAX_STORAGE } from './wire.ts';

/**
 * From Apple to the phone: at once, or stored until the phone is back. One notification is stored per app and
 * device, the newest (facts: apns-fcm-phones.md §1.8). `now` is the sandbox's clock, in milliseconds.
 */
export function createHandover({ timeline, now }: { timeline: TimelinePort; now: () => number }) {
  function drop(device: Device, notification: ApnsNotification, why: string): void {
    const summary = `APNs dropped a push for ${maskToken(device.token)}: ${why}`;
    timeline.record({ ...event(device, notification), kind: 'push.dropped', summary, outcome: 'failed' });
  }

  /** A phone's own failure must not become the sender's: it is recorded and the notification is lost. */
  function tryToDeliver(device: Device, notification: ApnsNotification): 'delivered' | 'offline' | 'lost' {
    try {
      return device.deliver?.(notification) ?? 'offline';
    } catch (error) {
      drop(device, notification, `the phone failed to take it (${String(error)})`);
      return 'lost';
    }
  }

  function store(device: Device, notification: ApnsNotification, expiresAt: number): void {
    if (device.stored) drop(device, device.stored.notification, 'a newer one took its place');
    device.stored = { notification, expiresAt };
    const summary = `APNs stored a push: ${maskToken(device.token)} is offline`;
    timeline.record({ ...event(device, notification), kind: 'push.stored', summary });
  }

  /** Drops what is stored, if anything is. */
  function discard(device: Device, why: string): void {
    if (device.stored) drop(device, device.stored.notification, why);
    delete device.stored;
  }

  return {
    drop,
    discard,
    /** `expiration` as in the header: UNIX seconds, 0 = one try, absent = stored for 30 days (assumed). */
    deliver(device: Device, notification: ApnsNotification, expiration?: number): void {
      if (device.removedAt !== undefined) {
        device.lost = (device.lost ?? 0) + 1;
        drop(device, notification, 'the app was removed, which Apple has not noticed yet');
        return;
      }
      if (tryToDeliver(device, notification) !== 'offline') return;
      const latest = now() + MAX_STORAGE;
      const expiresAt = expiration === undefined ? latest : Math.min(expiration * 1000, latest);
      if (expiresAt > now()) store(device, notification, expiresAt);
      else drop(device, notification, 'the phone is offline and the push was not to be stored');
    },
    /** The phone is back: hands over what was kept. */
    flush(device: Device): void {
      const { stored } = device;
      if (!stored) return;
      delete device.stored;
      if (stored.expiresAt <= now()) {
        drop(device, stored.notification, 'it expired in storage');
        return;
      }
      const outcome = tryToDeliver(device, stored.notification);
      if (outcome === 'offline') device.stored = stored;
      if (outcome !== 'delivered') return;
      const summary = `APNs handed a stored push to ${maskToken(device.token)}`;
      timeline.record({ ...event(device, stored.notification), kind: 'push.delivered', summary });
    },
  };
}

const event = (device: Device, { traceId, apnsId }: ApnsNotification) => ({
  traceId,
  hop: 'apns' as const,
  detail: { token: maskToken(device.token), apnsId },
});
