import * as z from 'zod';

/** What decides on the rules: the system, and for which one the app on it is built. */
export const SystemState = z.object({
  platform: z.enum(['ios', 'android']),
  osVersion: z.string(),
  /** Android. */
  apiLevel: z.number().optional(),
  /** Android. */
  targetLevel: z.number().optional(),
});
export type SystemState = z.infer<typeof SystemState>;

/** From here on, an API level is the version and 20. */
const REGULAR = 13;

/** Android's versions before, as people say them, each with its API level. */
const apiLevels: Record<string, number> = {
  '8': 26,
  '8.0': 26,
  '8.0.0': 26,
  '8.1': 27,
  '8.1.0': 27,
  '9': 28,
  '10': 29,
  '11': 30,
  '12': 31,
  '12l': 32,
};

function apiLevelOf(version: string): number | undefined {
  const major = /^\d{2}$/.test(version) ? Number(version) : 0;
  return major >= REGULAR ? major + 20 : apiLevels[version];
}

/** The system after an upgrade to this version; undefined where it is no version of this platform. */
export function withVersion(system: SystemState, version: string): SystemState | undefined {
  const text = version.trim().toLowerCase();
  if (system.platform === 'ios')
    return /^\d{1,2}(\.\d{1,2}){0,2}$/.test(text) ? { ...system, osVersion: text } : undefined;
  const apiLevel = apiLevelOf(text);
  // 12L calls itself 12 (assumed).
  return apiLevel === undefined ? undefined : { ...system, osVersion: text.replace('l', ''), apiLevel };
}

/** Whether `next` is a newer system than `now`. */
export function isNewer(next: SystemState, now: SystemState): boolean {
  if (now.platform === 'android') return (next.apiLevel ?? 0) > (now.apiLevel ?? 0);
  const [a, b] = [next, now].map(({ osVersion }) => osVersion.split('.').map(Number));
  for (const at of [0, 1, 2]) {
    const step = (a?.[at] ?? 0) - (b?.[at] ?? 0);
    if (step !== 0) return step > 0;
  }
  return false;
}
