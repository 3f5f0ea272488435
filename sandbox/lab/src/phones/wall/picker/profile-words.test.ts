import { expect, it } from 'vitest';
import type { Profile } from '../../../../../src/control/wire.ts';
import { findProfiles, groupsOf, specialOf } from './profile-words.ts';

const profile = (id: string, part: Partial<Profile>): Profile => ({
  ...({ id, platform: 'android', model: id, shape: 'punch-hole', osVersion: '14', asker: 'app' } as const),
  ...part,
});
const all = [
  profile('android-9', { osVersion: '9', apiLevel: 28, asker: 'nobody' }),
  profile('android-13-target-32', { osVersion: '13', apiLevel: 33, targetLevel: 32, asker: 'system' }),
  profile('strict', { osVersion: '14', apiLevel: 34, swipeStops: true }),
  profile('iphone', { platform: 'ios', model: 'iPhone 17', osVersion: '26.1' }),
];
const ids = (profiles: Profile[]) => profiles.map(({ id }) => id);

it('says what is special about each kind of phone', () => {
  expect(all.map(specialOf)).toEqual([
    ['Grants permission silently'],
    ['App built for API level 32: the system asks by itself, once'],
    ['Asks for permission, twice at most', 'Force-stops the app when you swipe it away'],
    ['Asks for permission once'],
  ]);
});

it('finds phones by any of the words beside them', () => {
  expect(ids(findProfiles(all, 'swipe'))).toEqual(['strict']);
  expect(ids(findProfiles(all, 'ANDROID silently'))).toEqual(['android-9']);
  expect(ids(findProfiles(all, 'api 33'))).toEqual(['android-13-target-32']);
  expect(findProfiles(all, ' ')).toHaveLength(4);
  expect(findProfiles(all, 'nokia')).toEqual([]);
});

it('groups them by platform, the newest system first', () => {
  expect(groupsOf(all).map((group) => [group.title, ids(group.profiles)])).toEqual([
    ['iPhone and iPad', ['iphone']],
    ['Android', ['strict', 'android-13-target-32', 'android-9']],
  ]);
});
