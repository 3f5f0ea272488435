import { describe, expect, it } from 'vitest';
import type { ProfileName } from '../control/wire.ts';
import { makePhone, makeProbedPhone, origins } from './testing/make-phone.ts';
import { makePhoneWithPage } from './testing/phone-with-page.ts';
import { engineOf } from './web-view-identity.ts';

const agentOf = (profile: ProfileName) => makePhone(profile).phone.identity().userAgent('131.0.0.0');

describe('the WebView of a phone', () => {
  it.each([
    ['ios-15', 'iPhone; CPU iPhone OS 15_8 like Mac OS X', ' Mobile/15E148'],
    ['ios-18', 'iPhone; CPU iPhone OS 18_6 like Mac OS X', ' Mobile/15E148'],
    ['iphone', 'iPhone; CPU iPhone OS 18_7 like Mac OS X', ' Mobile/15E148'],
    ['ipad', 'Macintosh; Intel Mac OS X 10_15_7', ''],
  ])('on %s calls itself as WebKit does', (profile, system, end) => {
    expect(agentOf(profile)).toBe(`Mozilla/5.0 (${system}) AppleWebKit/605.1.15 (KHTML, like Gecko)${end}`);
  });

  it.each([
    ['android-8-1', 'Android 8.1.0; Pixel 2 Build/OPM1.171019.011'],
    ['android-15', 'Android 15; Pixel 9 Build/AP3A.240905.015'],
    ['android-16', 'Android 10; K'],
  ])('on %s calls itself as Chromium does', (profile, device) => {
    expect(agentOf(profile)).toBe(
      `Mozilla/5.0 (Linux; ${device}; wv) AppleWebKit/537.36 (KHTML, like Gecko) ` +
        'Version/4.0 Chrome/131.0.0.0 Mobile Safari/537.36',
    );
  });

  it('follows an upgrade of the system', async () => {
    const { phone } = makePhone('ios-17');
    await phone.upgradeSystem('18.2');
    expect(phone.identity().userAgent('')).toContain('iPhone OS 18_2 like');
    const { phone: android } = makePhone('android-14');
    await android.upgradeSystem('15');
    expect(android.identity().userAgent('')).toContain('Android 15; Pixel 8 Build/AP3A');
    expect(android.identity().hints).toMatchObject({ platformVersion: '15.0.0' });
  });

  it('speaks the language that the phone had when the app started', async () => {
    const { phone, page } = makePhoneWithPage('android-14');
    const languages = () => page.evaluate('[navigator.language, ...navigator.languages]');
    await phone.setLanguage('de-AT');
    await phone.launch();
    await phone.setLanguage('ja-JP');
    expect(await languages()).toEqual(['de-AT', 'de-AT', 'en-US']);
    expect(phone.identity().acceptLanguage).toBe('de-AT,de;q=0.9,en-US;q=0.8,en;q=0.7');
    await phone.kill();
    await phone.launch();
    expect(await languages()).toEqual(['ja-JP', 'ja-JP', 'en-US']);
    page.close();
  });

  it('asks for the redirects of a tracked link as what it is', async () => {
    const asked: unknown[] = [];
    const { phone, probe } = makeProbedPhone('iphone', {
      async fetch(_url, init) {
        asked.push(init?.headers);
        return new Response(null, { status: 302, headers: { location: `${origins.site}/offer` } });
      },
    });
    probe.destinations = [
      [origins.site, 'app'],
      ['https://tracked.example', 'redirect'],
    ];
    await phone.launch();
    await phone.load('https://tracked.example/1');
    expect(asked).toEqual([{ 'user-agent': agentOf('iphone'), 'accept-language': 'en' }]);
  });

  it('is known to a page without a browser, too', async () => {
    const { phone, page } = makePhoneWithPage('iphone');
    await phone.launch();
    expect(await page.evaluate('[navigator.userAgent, navigator.platform]')).toEqual([
      agentOf('iphone'),
      'iPhone',
    ]);
    page.close();
  });
});

it('the engine is the browser’s, as far as it tells', () => {
  expect(engineOf('Mozilla/5.0 (X11) HeadlessChrome/131.0.6778.85 Safari/537.36')).toBe('131.0.0.0');
  expect(engineOf('Mozilla/5.0 Gecko/20100101 Firefox/133.0')).toMatch(/^\d+\.0\.0\.0$/);
});
