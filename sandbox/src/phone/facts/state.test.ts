import { expect, it } from 'vitest';
import { createClock } from '../../clock.ts';
import { builtInProfiles } from '../profiles/catalogue.ts';
import { eventually } from '../testing/eventually.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';
import { makePhoneWithPage } from '../testing/phone-with-page.ts';

const profiles = [...builtInProfiles().values()];

it.each(profiles.map(({ id }) => id))('%s says what it is, and how its app is', (id) => {
  const profile = builtInProfiles().get(id);
  const { phone } = makeProbedPhone(id);
  expect(phone.view()).toMatchObject({
    platform: profile?.platform,
    osVersion: profile?.facts.osVersion,
    ...(profile?.platform === 'android'
      ? { apiLevel: profile.apiLevel, targetLevel: profile.targetLevel }
      : {}),
    ...{ state: 'killed', online: true, forceStopped: false, doze: false, focus: false },
    ...{ channels: [], tray: [], tokens: [{ why: 'first-start' }], permission: { denials: 0 } },
  });
});

it('there is every iOS from 15 on, every Android from 8 to 16, and an app built for an Android before 13', () => {
  const majors = profiles
    .filter(({ platform }) => platform === 'ios')
    .map(({ facts }) => Number.parseInt(facts.osVersion, 10));
  const levels = profiles.flatMap(({ apiLevel }) => apiLevel ?? []);
  expect([...new Set(majors)].sort((a, b) => a - b)).toEqual([15, 16, 17, 18, 26]);
  expect([...new Set(levels)].sort((a, b) => a - b)).toEqual([26, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36]);
  expect(profiles.some(({ apiLevel = 0, targetLevel = 99 }) => apiLevel >= 33 && targetLevel <= 32)).toBe(
    true,
  );
});

it('the app is in front, behind or not running, and opened, stopped or neither', async () => {
  const { phone } = makeProbedPhone('android-14');
  const seen = [phone.view()];
  for (const act of [phone.launch, phone.background, phone.forceStop, phone.launch, phone.kill]) {
    await act();
    seen.push(phone.view());
  }
  expect(seen.map(({ state, forceStopped }) => [state, forceStopped])).toEqual([
    ['killed', false],
    ['foreground', false],
    ['background', false],
    ['killed', true],
    ['foreground', false],
    ['killed', false],
  ]);
});

it('the app hears of another time zone and language when it starts, and of a wrong clock at once', async () => {
  const clock = createClock({ stoppedAt: 1_800_000_000_000 });
  const { phone, page } = makePhoneWithPage('iphone', [], { clock });
  const info = () =>
    page.evaluate<{ timeZone: string; language: string }>('median.msdynamics.registrationInfo()');
  await phone.launch();
  await phone.setTimeZone('Asia/Tokyo');
  await phone.setLanguage('ja-JP');
  expect(phone.view()).toMatchObject({ timeZone: 'Asia/Tokyo', language: 'ja-JP' });
  await phone.kill();
  await phone.launch();
  await eventually(async () =>
    expect(await info()).toMatchObject({ timeZone: 'Asia/Tokyo', language: 'ja' }),
  );
  page.close();
  phone.close();

  const made = makeProbedPhone('android-14', { clock });
  await made.phone.launch();
  const [process] = made.probe.processes;
  const before = process?.clock.now() ?? 0;
  await made.phone.setClockSkew(-90_000);
  expect((process?.clock.now() ?? 0) - before).toBe(-90_000);
});
