import { setTimeout as pause } from 'node:timers/promises';

/** Between two looks at something that nobody announces. */
const LOOK_MS = 50;

/** Looks again and again until there is something to see; undefined after `ms` milliseconds. */
export async function until<T>(
  ms: number,
  look: () => Promise<T | undefined | false>,
): Promise<T | undefined> {
  const end = Date.now() + ms;
  for (;;) {
    const seen = await look();
    if (seen) return seen;
    if (Date.now() >= end) return undefined;
    await pause(LOOK_MS);
  }
}
