import type { Story } from '../story.ts';
import {
  allow,
  failed,
  heard,
  held,
  info,
  launch,
  none,
  offline,
  queued,
  read,
  refusal,
  refused,
  register,
  registered,
  registers,
  tokenOf,
  waiting,
} from './words.ts';

export const registration: Story[] = [
  {
    title: 'a registration is sent, confirmed and read, and the gateway knows the device',
    steps: (system) => [
      launch,
      allow(system),
      registers('abc123-user-uuid'),
      { gateway: ['PUT /', 'PUT /user'] },
      { call: read, answer: info(system, registered('abc123-user-uuid'), tokenOf(system)) },
      { call: 'deviceInfo()', answer: info(system, registered('abc123-user-uuid'), tokenOf(system)) },
      // Again: nothing changes, and it succeeds.
      registers('abc123-user-uuid'),
      { held: held(system, { state: 'registered', userId: 'abc123-user-uuid', requestId: 'request-1' }) },
    ],
  },
  {
    title: 'before permission it is refused with a reason, remembered, and completed in the settings',
    on: ['iphone', 'android-14'],
    steps: (system) => [
      launch,
      { call: register('a'), answer: failed('permission-missing', waiting('a')) },
      { call: read, answer: info(system, waiting('a')) },
      // The gateway knows the wish before there is a token.
      { gateway: ['PUT /', 'PUT /user'] },
      { act: 'switch on' },
      { page: 'heard.at(-1)', becomes: ['registrationChanged', queued('a')] },
      { call: read, answer: info(system, queued('a'), tokenOf(system)) },
    ],
  },
  {
    title: 'an id that is missing or malformed is refused before it leaves the phone',
    on: ['iphone', 'android-14'],
    steps: (system, library) => [
      launch,
      allow(system),
      { page: refusal(library, 'msdynamics.registerDevice({})'), becomes: [false, 'user-id-required'] },
      { page: refusal(library, register('not an id')), becomes: [false, 'user-id-invalid'] },
      { gateway: [] },
    ],
  },
  {
    title: 'a refusal of the gateway resolves with its reason',
    steps: (system) => [
      launch,
      allow(system),
      { weather: { problem: 'user-unknown' } },
      { call: register('a'), answer: failed('user-unknown', refused('user-unknown', 'a')) },
      { call: read, answer: info(system, refused('user-unknown', 'a')) },
      { weather: 'fine' },
      registers('a'),
    ],
  },
  {
    title: 'switched off in the settings, the page hears of it and the token is not told',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      heard(['registrationChanged', registered('a')]),
      { act: 'switch off' },
      heard(['registrationChanged', registered('a')], ['registrationChanged', waiting('a')]),
      { call: read, answer: info(system, waiting('a')) },
    ],
  },
  {
    title: 'another person takes the place of the first, and logging out leaves nobody',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      registers('b'),
      { gateway: ['PUT /', 'PUT /user', 'PUT /user'] },
      { act: 'kill' },
      launch,
      { call: read, answer: info(system, registered('b'), { isFirstLaunch: false, ...tokenOf(system) }) },
      // Of the injected bridge, on either page.
      {
        page: 'median.msdynamics.unregisterDevice()',
        becomes: { success: true, registration: { state: 'removed', since: '<time>' } },
      },
      { call: read, answer: info(system, { state: 'removed', since: '<time>' }, { isFirstLaunch: false }) },
      { held: held(system, { state: 'removed' }) },
    ],
  },
  {
    title: 'a new token is told to the gateway',
    steps: (system) => [
      launch,
      allow(system),
      registers('a'),
      { gateway: ['PUT /', 'PUT /user'] },
      { act: 'replace the token' },
      { gateway: ['PUT /'] },
      { call: read, answer: info(system, registered('a'), tokenOf(system, 2)) },
    ],
  },
  {
    title: 'offline it is remembered, and completed when the phone is back',
    steps: (system) => [
      launch,
      allow(system),
      { call: read, answer: info(system, none) },
      { act: 'offline' },
      { call: register('a'), answer: failed('offline', offline('a')) },
      { act: 'online' },
      { page: 'heard.at(-1)', becomes: ['registrationChanged', queued('a')] },
      { call: read, answer: info(system, queued('a'), tokenOf(system)) },
      { gateway: ['PUT /', 'PUT /user'] },
    ],
  },
];
