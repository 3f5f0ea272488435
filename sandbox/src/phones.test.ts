import { afterEach, expect, it } from 'vitest';
import { createClock } from './clock.ts';
import { UsageError } from './options.ts';
import { appConfig, origins } from './phone/testing/make-phone.ts';
import { createFakeNetwork } from './phone/testing/push-network.ts';
import { createPhones, type PhoneRecord, type Phones, readProfiles } from './phones.ts';
import { createTimeline } from './timeline.ts';

let phones: Phones | undefined;
afterEach(() => phones?.close());

function makePhones(saved: PhoneRecord[] = []): Phones {
  const clock = createClock();
  phones = createPhones(
    {
      ...{ config: appConfig(), bridge: '', clock, fetch, timeline: createTimeline({ now: clock.now }) },
      networks: { ios: createFakeNetwork('development'), android: createFakeNetwork() },
      originsOf: (id) => ({ site: origins.site, phone: origins.phone.replace('p1', id) }),
    },
    saved,
  );
  return phones;
}

it('every profile can be created, on the push service of its platform', () => {
  const shelf = makePhones();
  for (const { id, platform } of shelf.profiles()) {
    const view = shelf.create(id).view();
    expect(view).toMatchObject({ profile: id, platform });
  }
  expect(shelf.all()).toHaveLength(shelf.profiles().length);
  expect(shelf.profiles()).toContainEqual({
    ...{ id: 'android-13-target-32', platform: 'android', model: 'Pixel 7a' },
    ...{ shape: 'punch-hole', osVersion: '13', apiLevel: 33, targetLevel: 32 },
    asker: 'system',
  });
});

it('a profile that nobody knows is refused with those that there are', () => {
  expect(() => makePhones().create('nokia')).toThrow(
    expect.objectContaining({
      code: 'profile-unknown',
      message: expect.stringMatching(/^No profile "nokia"; known: .*iphone/),
    }),
  );
});

it('a saved phone whose profile is not given any more is a mistake of the command line', () => {
  const state = makePhones().create('iphone').snapshot();
  expect(() => makePhones([{ id: 'p1', profile: 'terminal', state }])).toThrow(UsageError);
  expect(
    makePhones([{ id: 'p1', profile: 'ipad', state }])
      .get('p1')
      ?.view(),
  ).toMatchObject({ profile: 'ipad' });
});

it('a folder that holds no profiles is one, too', () => {
  expect(() => readProfiles('/nowhere')).toThrow(UsageError);
});
