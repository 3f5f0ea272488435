import type { TimelinePort } from '../timeline.ts';
import { maskToken } from '../trace.ts';
import type { Device, FcmDelivery, StoredMessage } from './state.ts';
import { MAX_COLLAPSE_KEYS, MAX_WAITING } from './wire.ts';

/**
 * From Google to the phone: at once, or stored until the phone is back or the `ttl` is over (facts:
 * apns-fcm-phones.md §2.2, §2.4). `now` is the sandbox's clock, in milliseconds.
 */
export function createHandover({ timeline, now }: { timeline: TimelinePort; now: () => number }) {
  function drop(device: Device, message: FcmDelivery, why: string): void {
    const summary = `FCM dropped a message for ${maskToken(device.token)}: ${why}`;
    timeline.record({ ...event(device, message), kind: 'push.dropped', summary, outcome: 'failed' });
  }

  /** A phone's own failure must not become the sender's: it is recorded and the message is lost. */
  function tryToDeliver(device: Device, message: FcmDelivery): 'delivered' | 'offline' | 'lost' {
    try {
      const outcome = device.deliver?.(message) ?? 'offline';
      device.away = outcome === 'offline';
      if (!device.away) device.seenAt = now();
      return outcome;
    } catch (error) {
      drop(device, message, `the phone failed to take it (${String(error)})`);
      return 'lost';
    }
  }

  function store(device: Device, stored: StoredMessage): void {
    device.stored.push(stored);
    const summary = `FCM stored a message: ${maskToken(device.token)} is offline or asleep`;
    timeline.record({ ...event(device, stored.message), kind: 'push.stored', summary });
    for (const { message, why } of overflow(device.stored)) drop(device, message, why);
  }

  return {
    /** Nothing that waits for a device will ever reach it. */
    dropAll(device: Device, why: string): void {
      for (const { message } of device.stored.splice(0)) drop(device, message, why);
    },
    /** `ttl` in seconds. */
    deliver(
      device: Device,
      message: FcmDelivery,
      { ttl, collapseKey }: { ttl: number; collapseKey?: string },
    ) {
      if (device.removed) {
        device.removed.sends++;
        drop(device, message, 'the app was removed');
        return;
      }
      if (tryToDeliver(device, message) !== 'offline') return;
      const expiresAt = now() + ttl * 1000;
      if (ttl === 0) drop(device, message, 'the phone is offline and the message was for now or never');
      else store(device, { message, expiresAt, ...(collapseKey ? { collapseKey } : {}) });
    },
    /** The phone is back: hands over what was kept, in the order it came. */
    flush(device: Device): void {
      if (device.goneAt !== undefined || device.removed) return;
      device.seenAt = now();
      device.away = false;
      for (const stored of device.stored.splice(0)) {
        if (stored.expiresAt <= now()) {
          drop(device, stored.message, 'its ttl is over');
          continue;
        }
        const outcome = tryToDeliver(device, stored.message);
        if (outcome === 'offline') device.stored.push(stored);
        if (outcome !== 'delivered') continue;
        const summary = `FCM handed a stored message to ${maskToken(device.token)}`;
        timeline.record({ ...event(device, stored.message), kind: 'push.delivered', summary });
      }
    },
  };
}

/** Takes out of storage what the newest message in it pushes out, with the reason. */
function overflow(stored: StoredMessage[]): { message: FcmDelivery; why: string }[] {
  const newest = stored.at(-1);
  const take = (fits: (each: StoredMessage) => boolean, why: string) => {
    const out = stored.filter(fits);
    for (const each of out) stored.splice(stored.indexOf(each), 1);
    return out.map(({ message }) => ({ message, why }));
  };
  const key = newest?.collapseKey;
  if (key === undefined) {
    const waiting = stored.filter(({ collapseKey }) => collapseKey === undefined);
    if (waiting.length <= MAX_WAITING) return [];
    return take(({ collapseKey }) => collapseKey === undefined, `more than ${MAX_WAITING} were waiting`);
  }
  const replaced = take((each) => each !== newest && each.collapseKey === key, 'a newer one took its place');
  const keys = stored.filter(({ collapseKey }) => collapseKey !== undefined);
  if (keys.length <= MAX_COLLAPSE_KEYS) return replaced;
  return [...replaced, ...take((each) => each === keys[0], `more than ${MAX_COLLAPSE_KEYS} collapse keys`)];
}

const event = (device: Device, { traceId, messageId }: FcmDelivery) => ({
  traceId,
  hop: 'fcm' as const,
  detail: { token: maskToken(device.token), messageId },
});
