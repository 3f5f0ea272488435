import type { Profile } from '../../../../../src/control/wire.ts';

/** `iOS 26.1`, `Android 14 (API 34)` */
export const systemOf = ({ platform, osVersion, apiLevel }: Profile): string =>
  platform === 'ios' ? `iOS ${osVersion}` : `Android ${osVersion} (API ${apiLevel})`;

/** What is special about a kind of phone, for who wants to send a push to it. */
export function specialOf({ platform, asker, targetLevel, swipeStops }: Profile): string[] {
  const asking = {
    app: platform === 'ios' ? 'Asks for permission once' : 'Asks for permission, twice at most',
    system: `App built for API level ${targetLevel}: the system asks by itself, once`,
    nobody: 'Grants permission silently',
  };
  return [asking[asker], ...(swipeStops ? ['Force-stops the app when you swipe it away'] : [])];
}

/** Those in which every word of the search occurs. */
export function findProfiles(profiles: readonly Profile[], search: string): Profile[] {
  const words = search.toLowerCase().split(/\s+/).filter(Boolean);
  return profiles.filter((profile) => {
    const text = [profile.id, profile.model, systemOf(profile), ...specialOf(profile)]
      .join(' ')
      .toLowerCase();
    return words.every((word) => text.includes(word));
  });
}

/** iPhones and iPads, then Android; the newest system first, names in their order. */
export function groupsOf(profiles: readonly Profile[]): { title: string; profiles: Profile[] }[] {
  const byVersion = (a: Profile, b: Profile) =>
    b.osVersion.localeCompare(a.osVersion, 'en', { numeric: true }) || a.model.localeCompare(b.model, 'en');
  const of = (platform: Profile['platform']) =>
    profiles.filter((profile) => profile.platform === platform).sort(byVersion);
  return [
    { title: 'iPhone and iPad', profiles: of('ios') },
    { title: 'Android', profiles: of('android') },
  ].filter((group) => group.profiles.length > 0);
}
