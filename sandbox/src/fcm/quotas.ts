import type { FcmLimits } from './settings.ts';

/** For each bucket, the moment (milliseconds since the start) at which it is full again: the whole state of a bucket. */
interface DeviceUse {
  minute: number;
  hour: number;
  collapsible: number;
}

interface Bucket {
  size: number;
  /** Milliseconds in which one comes back. */
  every: number;
}

const MINUTE = 60_000;
const HOUR = 3_600_000;

/** The rates of a project and of each device (facts: apns-fcm-phones.md §2.4). `now` is the sandbox's clock. */
export function createQuotas({ limits, now }: { limits: () => FcmLimits; now: () => number }) {
  // From here: fractions of a millisecond would be lost in a number as long as the date.
  const start = now();
  const projects = new Map<string, number>();
  /** By token, the longest untouched first. */
  const devices = new Map<string, DeviceUse>();
  /** Full buckets need not be kept: soon after its message a device has no others. */
  function forget(time: number): void {
    for (const [token, { minute, hour, collapsible }] of devices) {
      if (Math.max(minute, hour, collapsible) > time) return;
      devices.delete(token);
    }
  }
  return {
    /** Milliseconds until a refused message may come again; undefined: it may pass, and counts. */
    takeProject(projectId: string): number | undefined {
      const time = now() - start;
      const bucket = perTime(limits().projectPerMinute, MINUTE);
      const full = projects.get(projectId) ?? 0;
      const wait = waitFor(full, bucket, time);
      if (wait > 0) return wait;
      projects.set(projectId, taken(full, bucket, time));
      return undefined;
    },
    /** Also of a device; a message counts everywhere or nowhere. */
    takeDevice({ token }: { token: string }, collapsible: boolean): number | undefined {
      const time = now() - start;
      const { devicePerMinute, devicePerHour, collapsibleBurst, collapsibleEveryMs } = limits();
      const minute = perTime(devicePerMinute, MINUTE);
      const hour = perTime(devicePerHour, HOUR);
      const collapse = { size: collapsibleBurst, every: collapsibleEveryMs };
      forget(time);
      const use = devices.get(token) ?? { minute: 0, hour: 0, collapsible: 0 };
      const waits = [waitFor(use.minute, minute, time), waitFor(use.hour, hour, time)];
      if (collapsible) waits.push(waitFor(use.collapsible, collapse, time));
      const wait = Math.max(...waits);
      if (wait > 0) return wait;
      use.minute = taken(use.minute, minute, time);
      use.hour = taken(use.hour, hour, time);
      if (collapsible) use.collapsible = taken(use.collapsible, collapse, time);
      devices.delete(token);
      devices.set(token, use);
      return undefined;
    },
  };
}

const perTime = (size: number, time: number): Bucket => ({ size, every: time / size });
const taken = (full: number, { every }: Bucket, now: number) => Math.max(full, now) + every;
/** A sum of fractions may be this much too long (milliseconds), which must not cost the last of a bucket. */
const ROUNDING = 0.001;

/** Whole milliseconds, so that who waits them finds one in the bucket; a part of one is not enough. */
function waitFor(full: number, bucket: Bucket, now: number): number {
  const wait = taken(full, bucket, now) - now - bucket.size * bucket.every;
  return Math.max(0, Math.ceil(wait - ROUNDING));
}
