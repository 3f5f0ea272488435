import type { System } from '../../phone/model/system.ts';
import { builtInProfiles } from '../../phone/profiles/catalogue.ts';

/** How Android calls its API levels. */
const ANDROID: Record<number, string> = {
  ...{ 26: '8.0', 27: '8.1', 28: '9', 29: '10', 30: '11', 31: '12', 32: '12L' },
  ...{ 33: '13', 34: '14', 35: '15', 36: '16' },
};
export const ANDROID_LEVELS = Object.keys(ANDROID).map(Number);

/** The version of a system as people call it. */
export const versionOf = (platform: System['platform'], level: number): string =>
  platform === 'ios' ? String(level) : (ANDROID[level] ?? String(level));

/** Every profile of a platform, by id. */
export const profilesOf = (platform: System['platform']): string[] =>
  [...builtInProfiles().values()].filter((profile) => profile.platform === platform).map(({ id }) => id);

/** What of a profile matters to the facts. */
export function systemOf(id: string): System {
  const profile = builtInProfiles().get(id);
  if (!profile) throw new Error(`no profile ${id}`);
  const { platform, apiLevel, targetLevel = 0, swipeStops, facts } = profile;
  return {
    platform,
    level: apiLevel ?? Number.parseInt(facts.osVersion, 10),
    target: targetLevel,
    swipeStops,
  };
}
