import type { RandomPort } from '../ports.ts';

/** However long something fails, it is tried four times an hour. */
const CAP_MS = 15 * 60_000;

/**
 * How long to wait after a failure: twice as long each time, and anything between half and all of that, so that
 * phones which lost the same gateway do not come back at the same moment.
 */
export function backoffMs(failures: number, random: RandomPort, firstMs = 2_000): number {
  const full = Math.min(CAP_MS, firstMs * 2 ** Math.min(failures, 20));
  return Math.round((full / 2) * (1 + fraction(random)));
}

/** From the random digits of a version 4 UUID. */
const fraction = (random: RandomPort): number => Number.parseInt(random.uuid().slice(0, 8), 16) / 2 ** 32;
