import { expect, it } from 'vitest';
import type { Phone, Profile } from '../../../../../src/control/wire.ts';
import { newerVersions, readSkew, targetLevels, timeZones } from './choices.ts';
import { whyNot } from './why-not.ts';

const android = (apiLevel: number, targetLevel = 36) =>
  ({ platform: 'android', apiLevel, targetLevel }) as Phone;

it('time zones are found by name, with their distance from UTC', () => {
  const zones = timeZones(Date.UTC(2026, 0, 1));
  expect(zones).toContainEqual({ value: 'Asia/Tokyo', label: 'GMT+9' });
  expect(zones.map(({ value }) => value)).toContain('UTC');
});

it('only newer systems are offered', () => {
  expect(newerVersions(android(31), []).map(({ value }) => value)).toEqual(['12L', '13', '14', '15', '16']);
  expect(newerVersions(android(36), [])).toEqual([]);
  const profiles = ['26.1', '15.8', '16.7', '26.1', '18.6'].map(
    (osVersion) => ({ platform: 'ios', osVersion }) as Profile,
  );
  const iphone = { platform: 'ios', osVersion: '16.7' } as Phone;
  expect(newerVersions(iphone, profiles).map(({ value }) => value)).toEqual(['18.6', '26.1']);
});

it('an update of the app is never built for a lower level', () => {
  expect(targetLevels(android(33, 34))).toEqual([34, 35, 36]);
  expect(targetLevels(android(37, 37))).toEqual([37]);
});

it.each([
  ['2', 'hours', 7_200_000],
  ['-1.5', 'minutes', -90_000],
  ['', 'days', undefined],
  ['soon', 'days', undefined],
] as const)('a clock ahead by “%s” %s is %s ms', (text, unit, ms) => {
  expect(readSkew(text, unit)).toBe(ms);
});

it('unused apps lose the permission where there is one, and where they are built for its loss', () => {
  expect(whyNot.loseUnusedPermissions(android(32))).toContain('Before Android 13');
  expect(whyNot.loseUnusedPermissions(android(33, 29))).toContain('API level 30');
  expect(whyNot.loseUnusedPermissions(android(33, 30))).toBeUndefined();
});
