import { describe, expect, it } from 'vitest';
import { createPhone } from '../phone.ts';
import { makeProbedPhone } from '../testing/make-phone.ts';
import { makePhoneWithPage } from '../testing/phone-with-page.ts';

interface Told {
  timeZone: string;
  language: string;
  osVersion: string;
}

it('the app tells of time zone and language as they were when it started', async () => {
  const { phone, page } = makePhoneWithPage('iphone');
  const info = () => page.evaluate<Told>('median.msdynamics.registrationInfo()');
  await phone.launch();
  expect(await info()).toMatchObject({ timeZone: 'America/New_York', language: 'en' });
  await phone.setTimeZone('Europe/Vienna');
  await phone.setLanguage('de-AT');
  expect(phone.view()).toMatchObject({ timeZone: 'Europe/Vienna', language: 'de-AT' });
  await phone.background();
  await phone.launch();
  expect(await info()).toMatchObject({ timeZone: 'America/New_York', language: 'en' });
  await phone.kill();
  await phone.upgradeSystem('26.4');
  await phone.launch();
  expect(await info()).toMatchObject({ timeZone: 'Europe/Vienna', language: 'de', osVersion: '26.4' });
  page.close();
  phone.close();
});

it('a wrong clock is wrong for the app at once, and for nobody else', async () => {
  const clock = { now: () => 1_000_000, after: () => () => {} };
  const { phone, probe } = makeProbedPhone('android-14', { clock });
  await phone.launch();
  const read = () => probe.processes[0]?.clock.now();
  expect(read()).toBe(1_000_000);
  await phone.setClockSkew(-90_000);
  expect(read()).toBe(910_000);
  expect(phone.view().clockSkewMs).toBe(-90_000);
  await phone.setClockSkew(0);
  expect(read()).toBe(1_000_000);
});

it('what is no time zone, language or time is refused', async () => {
  const { phone } = makeProbedPhone('iphone');
  for (const zone of ['Mars/Olympus', '', '+01:00'])
    await expect(phone.setTimeZone(zone)).rejects.toMatchObject({ code: 'time-zone-unknown' });
  for (const tag of ['', 'not a tag', 'x'])
    await expect(phone.setLanguage(tag)).rejects.toMatchObject({ code: 'language-unknown' });
  for (const ms of [Number.NaN, 0.5, 1e12])
    await expect(phone.setClockSkew(ms)).rejects.toMatchObject({ code: 'clock-skew-invalid' });
});

describe('a snapshot', () => {
  it('keeps all that was set', async () => {
    const { phone, options } = makeProbedPhone('android-12');
    await phone.launch();
    await phone.makeChannel({ id: 'news' });
    await phone.setChannel('news', 'min');
    await phone.setTimeZone('Asia/Tokyo');
    await phone.setLanguage('ja');
    await phone.setClockSkew(5_000);
    await phone.rotateToken();
    await phone.upgradeSystem('14');
    await phone.updateApp({ targetLevel: 37 });
    await phone.setDoze(true);
    await phone.forceStop();
    const again = createPhone({ ...options, state: JSON.parse(JSON.stringify(phone.snapshot())) });
    expect(again.view()).toEqual(phone.view());
    expect(again.view()).toMatchObject({ apiLevel: 34, targetLevel: 37, doze: true, forceStopped: true });
  });

  it('with a channel that the person had changed before its original was kept is still read', async () => {
    const { phone, options } = makeProbedPhone('android-14');
    await phone.launch();
    const channels = [{ id: 'news', name: 'News', importance: 'none', setBy: 'person' }];
    const again = createPhone({ ...options, state: { ...phone.snapshot(), channels } });
    expect(again.view().channels).toEqual(channels);
  });

  it('of before all this was kept is still read', () => {
    const old = {
      ...{
        online: true,
        opened: true,
        token: 'token-of-an-older-day',
        tokenFetched: true,
        store: { a: '1' },
      },
      ...{ permission: { status: 'granted', denials: 0 }, url: 'https://shop.example/start', generation: 4 },
      tray: [{ id: 'n1', title: 'T', body: 'B', at: 1, traceId: 'a'.repeat(32), payload: {} }],
      ...{ installationId: null, registration: { state: 'none' } },
    };
    const { phone } = makeProbedPhone('android-14', { state: old });
    expect(phone.view()).toMatchObject({
      ...{ token: 'token-of-an-older-day', apiLevel: 34, targetLevel: 36, doze: false, forceStopped: false },
      ...{ timeZone: 'America/New_York', language: 'en', clockSkewMs: 0, badge: 0, focus: false },
      ...{ permission: { status: 'granted' }, tokens: [{ ending: 'lder-day', why: 'earlier' }] },
      ...{ tray: [{ id: 'n1' }], channels: [{ name: 'Notifications', importance: 'high' }] },
    });
  });
});
