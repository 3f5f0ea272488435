import { problems } from '@journeys-push/contract/problems';
import { expect, it } from 'vitest';
import type { MobileApp } from '../../../src/control/channel-wire.ts';
import type { Phone } from '../../../src/control/wire.ts';
import * as check from './checks.ts';
import type { Finding, HelpState } from './finding.ts';

const phone = (more: Partial<Phone>): Phone =>
  ({
    ...{ id: 'p1', name: 'Pixel 8', platform: 'android', osVersion: '14', apiLevel: 34, state: 'foreground' },
    ...{ online: true, doze: false, focus: false, forceStopped: false },
    permission: { status: 'granted', canAskAgain: true, denials: 0 },
    registration: { state: 'registered' },
    page: { url: 'http://p.localhost/', generation: 1, connected: true, loading: false, byTest: false },
    ...more,
  }) as Partial<Phone> as Phone;
const app = (more: Partial<MobileApp> = {}): MobileApp => ({
  ...{ mobileAppId: 'm', name: 'Shop', platforms: ['ios', 'android'], active: ['ios', 'android'] },
  ...{ settings: {}, devices: 0, ofTheSandbox: true },
  validation: { ios: { state: 'valid' }, android: { state: 'valid' } },
  ...more,
});
const state = (more: Partial<HelpState> = {}): HelpState => ({
  ...{ phones: [phone({})], contacts: [], devices: [], apps: [app()], faults: [], info: undefined },
  ...{ shown: more.phones ?? [phone({})], ...more },
});
const said = (found: Finding[] | undefined) => found?.map((one) => `${one.state}: ${one.text}`);

it('finds nothing wrong where all is well', () => {
  const all = [
    check.anyPhone,
    check.permission,
    check.registration,
    check.reachable,
    check.channel,
    check.planted,
  ];
  expect(all.flatMap((one) => one(state())).every((found) => found?.state === 'good')).toBe(true);
});

it('says nothing of what the sandbox has not told yet', () => {
  const nothing: HelpState = {
    ...{ phones: undefined, shown: undefined, contacts: undefined, devices: undefined },
    ...{ apps: undefined, faults: undefined, info: undefined },
  };
  for (const one of Object.values(check)) expect(one(nothing)).toBeUndefined();
  expect(check.bridge(state({ shown: undefined }))).toBeUndefined();
});

it('names the phone that may not show anything, or cannot be reached', () => {
  const phones = [
    phone({ name: 'A', permission: { status: 'denied', canAskAgain: false, denials: 2 } }),
    phone({ name: 'B', online: false }),
    phone({ name: 'C', online: false, platform: 'ios' }),
  ];
  expect(said(check.permission(state({ phones })))).toEqual([
    'wrong: Notifications on A: not allowed; only Settings can change it.',
  ]);
  expect(said(check.reachable(state({ phones })))).toEqual([
    'wrong: B is offline: FCM keeps the pushes for it.',
    'wrong: C is offline: APNs keeps only the newest push for it.',
  ]);
});

it('says what is wrong with the mobile app, and leads there', () => {
  const validation = {
    ios: { state: 'invalid', reason: 'InvalidProviderToken' },
    android: { state: 'valid' },
  } as const;
  const found = check.channel(state({ apps: [app({ validation, active: ['ios'] })] }));
  expect(said(found)).toEqual([
    'wrong: The credentials for iOS are invalid. The provider token is not signed with a key of this team.',
    'wrong: “Shop” is switched off for Android.',
  ]);
  expect(found?.[0]?.jump).toMatchObject({ panel: 'channel', parameters: { mobile: 'm' } });
});

it('tells planted faults and an empty device table', () => {
  const fault = { twin: 'apns', id: 'f1', struck: 0, probability: 1, effect: { kind: 'drop' } } as const;
  expect(said(check.planted(state({ faults: [fault] })))).toEqual([
    'wrong: A fault is planted. APNs, any push: the connection is cut without an answer.',
  ]);
  expect(said(check.deviceRows(state()))).toEqual(['wrong: The device table is empty.']);
});

it('explains why there is no dialog, phone by phone', () => {
  const undetermined = { status: 'undetermined', canAskAgain: true, denials: 0 } as const;
  const phones = [
    phone({ name: 'Old', apiLevel: 31, osVersion: '12', permission: undetermined }),
    phone({ name: 'New', permission: undetermined }),
  ];
  expect(said(check.dialog(state({ phones })))).toEqual([
    'note: Old runs Android 12: there is no dialog, and this is expected.',
    'good: New: will ask.',
  ]);
});

it('blames no bridge of a phone that is not on the wall', () => {
  const page = { ...phone({}).page, connected: false };
  const phones = [
    phone({ name: 'A', page }),
    phone({ name: 'B', id: 'p2', page }),
    phone({ name: 'C', id: 'p3', page, state: 'killed' }),
    phone({ name: 'D', id: 'p4' }),
  ];
  expect(said(check.bridge(state({ phones, shown: phones.slice(0, 1) })))).toEqual([
    'wrong: A: no bridge at http://p.localhost/. Is the page loaded, and of an allowed origin?',
    'note: B is not on the wall: its page is not loaded.',
    'note: C: the app is closed.',
    'good: D: the bridge works at http://p.localhost/',
  ]);
});

it('says why the token is missing in the words of the registration', () => {
  const phones = [
    phone({ name: 'A', registration: { state: 'waiting', for: 'network' } }),
    phone({ name: 'B', registration: { state: 'removed' } }),
    phone({ name: 'C', registration: { state: 'none' } }),
    phone({ name: 'D', permission: { status: 'denied', canAskAgain: false, denials: 2 } }),
    phone({ name: 'E', registration: { state: 'sent' } }),
  ];
  expect(said(check.tokens(state({ phones })))).toEqual([
    `wrong: A: no token. Waiting for the network. ${problems.offline.remedy}`,
    'wrong: B: no token. Logged out. Journeys no longer reach this phone. Register again to bind a person to it.',
    'wrong: C: no token. Not registered. Nobody is bound to this phone yet: the page calls registerDevice({ userId }).',
    'wrong: D: no token, because permission is missing.',
    'good: E: registrationInfo has the token.',
  ]);
});
