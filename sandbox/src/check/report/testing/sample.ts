import type { TimelineEvent } from '../../../control/wire.ts';
import type { CheckResult, Evidence, ItemResult, PageKind, Problem, Run } from '../../result.ts';

/** A result as three phones and two pages give it, for the tests of the reports. */

interface SampleOptions {
  /** Turns items red: an item's number, optionally in one run only (`12 iphone/bare`). */
  problems?: Record<string, Problem>;
  /** Instead of what the phone's page answers, everywhere. */
  outcome?: string;
  /** The picture, as base64; default: one grey pixel. */
  jpeg?: string;
}

const titles = [
  'Prompting shows the system dialog',
  'Prompting answers granted: true after the person accepts',
  'areNotificationsEnabled is true when permission is active',
  'areNotificationsEnabled is false when permission is denied',
  'registerDevice with a valid userId answers success: true',
  'registrationInfo has every expected field',
  'The APNs token is present on iOS',
  'The FCM token is present on Android',
  'isFirstLaunch is true on the first launch and false on later ones',
  'On Android 12 and below, prompting answers granted: true without a dialog',
  'The registration is visible in the Dynamics mobile app channel',
  'A test push from Dynamics arrives on an iOS device',
  'A test push from Dynamics arrives on an Android device',
  'Tapping it opens the right URL or in-app destination',
  'registerDevice before permission does not crash',
  'registrationInfo before registerDevice is populated',
  'registerDevice again with the same userId succeeds',
  'The app copes with success: false without a crash',
];

const phones = [
  { profile: 'iphone', phone: 'iPhone 17', os: 'iOS 26.1', platform: 'ios', not: [8, 10, 13] },
  { profile: 'android-14', phone: 'Pixel 8', os: 'Android 14', platform: 'android', not: [7, 10, 12] },
  { profile: 'android-12', phone: 'Pixel 6', os: 'Android 12', platform: 'android', not: [1, 7, 12] },
] as const;
type SamplePhone = (typeof phones)[number];

const pages: [PageKind, string][] = [
  ['bare', 'https://app.example.com/'],
  ['median-js-bridge', 'https://app.example.com/median'],
];

/** 90 items: 18 without those that do not apply, on three phones, from two pages. */
export function sampleResult(options: SampleOptions = {}): CheckResult {
  const runs = phones.flatMap((phone) =>
    pages.map(([page, url]) => sampleRun({ phone, page, url }, options)),
  );
  const counts = { passed: 0, failed: 0, blocked: 0 };
  for (const { status } of runs.flatMap(({ items }) => items)) counts[status] += 1;
  return {
    format: 'journeys-push-check/1',
    startedAt: '2026-02-11T09:24:07.412Z',
    durationMs: 36_480,
    passed: counts.failed + counts.blocked === 0,
    counts,
    browser: 'Chromium 140.0',
    runs,
  };
}

interface SamplePlace {
  phone: SamplePhone;
  page: PageKind;
  url: string;
}

function sampleRun({ phone, page, url }: SamplePlace, options: SampleOptions): Run {
  const { profile, phone: name, os } = phone;
  const applies = (number: number) => !phone.not.some((other) => other === number);
  const items = titles
    .map((title, index) => ({ number: index + 1, title }))
    .filter(({ number }) => applies(number))
    .map(({ number, title }): ItemResult => {
      const problem = options.problems?.[`${number} ${profile}/${page}`] ?? options.problems?.[`${number}`];
      const status = problem ? (problem.blockedBy === undefined ? 'failed' : 'blocked') : 'passed';
      const evidence = sampleEvidence(phone, options);
      return { number, title, status, durationMs: 180 + number * 37, ...(problem && { problem }), evidence };
    });
  return { profile, phone: name, os, page, url, durationMs: 5_960, items };
}

const userId = 'abc123-user-uuid';
const token = '8f2d41c07b9e53a6d18c04f7e2b96a5d30c71e84f9b25d6a8e13c7f04b92d65a';
const at = Date.parse('2026-02-11T09:24:11.031Z');

function sampleEvidence({ platform }: SamplePhone, { outcome, jpeg = pixel }: SampleOptions): Evidence[] {
  return [
    {
      kind: 'answer',
      call: `median.msdynamics.registerDevice({ userId: '${userId}' })`,
      outcome: outcome ?? JSON.stringify({ success: true, registration: { state: 'registered', userId } }),
    },
    {
      kind: 'fact',
      name: 'location.href after the tap, app killed',
      value: 'https://app.example.com/offers/42',
    },
    { kind: 'picture', caption: 'After the tap, app killed', jpeg },
    {
      kind: 'devices',
      rows: [{ userId: 'b1f3c2d4-0a5e-4c71-9d2b-6e8f7a901234', platform, token, result: 'Success', at }],
    },
    { kind: 'timeline', events: sampleTimeline(platform) },
  ];
}

function sampleTimeline(platform: SamplePhone['platform']): TimelineEvent[] {
  const network = platform === 'ios' ? 'apns' : 'fcm';
  const story: [TimelineEvent['hop'], string, string][] = [
    ['page', 'call.made', 'The page calls median_msdynamics/registerDevice.'],
    ['shell', 'gateway.request', 'PUT /v1/installations/5d0c…/registration'],
    ['gateway', 'registration.accepted', 'registration accepted'],
    ['dynamics', 'registration.pending', 'Dynamics accepted a registration; its outcome is still open'],
    [network, 'dry-run', 'The push service accepted a message for …4b92d65a (dry run, not sent)'],
    ['dynamics', 'registration.success', 'Registration: Success'],
    ['gateway', 'registration.settled', 'registration settled'],
    ['shell', 'call.answered', 'The shell answers median_msdynamics/registerDevice.'],
    ['dynamics', 'push.sending', 'Dynamics sends “Your renewal is due” to 1 device of this person'],
    [network, 'push.accepted', 'The push service accepted a message for …4b92d65a'],
    ['phone', 'push.shown', 'The phone shows “Your renewal is due”.'],
    ['phone', 'push.tapped', 'The person taps “Your renewal is due”.'],
    ['shell', 'link.opened', 'The app opens https://app.example.com/offers/42'],
  ];
  return story.map(([hop, kind, summary], index) => {
    const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
    return { seq: 410 + index, at: at + index * 23, traceId, hop, kind, summary, phone: 'p1', outcome: 'ok' };
  });
}

/** One grey pixel. */
const pixel =
  '/9j/4AAQSkZJRgABAQEASABIAAD/2wBDAP//////////////////////////////////////////////////////////////////////////////////////wgALCAABAAEBAREA/8QAFBABAAAAAAAAAAAAAAAAAAAAAP/aAAgBAQABPxA=';
