import { type Browser, chromium } from 'playwright-core';
import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import type { ProfileName } from '../control/wire.ts';
import { makeProbedPhone } from './testing/make-phone.ts';
import { servePages } from './testing/page-server.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await chromium.launch({
    executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
});
afterAll(() => browser.close());

const closers: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** What the first script of a page of that phone finds, and what the browser itself says. */
async function found(profile: ProfileName) {
  const { phone } = makeProbedPhone(profile);
  const server = await servePages({ '/': '<script>window.found = look()</script>' }, () => phone);
  const page = await browser.newPage();
  closers.push(
    () => page.close(),
    () => server.close(),
  );
  await page.addInitScript(`window.look = () => ({
    userAgent: navigator.userAgent, appVersion: navigator.appVersion, platform: navigator.platform,
    vendor: navigator.vendor, languages: navigator.languages, language: navigator.language,
    points: navigator.maxTouchPoints, hints: 'userAgentData' in navigator,
    own: navigator.hasOwnProperty('userAgent')
  })`);
  await page.goto(`http://p1.push.localhost:${server.port}`);
  return { page, phone, found: await page.evaluate('window.found') };
}

it('a page on an iPhone finds WebKit, which has no client hints', async () => {
  const { found: told, phone } = await found('iphone');
  const userAgent = phone.identity().userAgent('');
  expect(told).toMatchObject({
    ...{ userAgent, appVersion: userAgent.slice('Mozilla/'.length), platform: 'iPhone' },
    ...{
      vendor: 'Apple Computer, Inc.',
      language: 'en',
      languages: ['en'],
      points: 5,
      hints: false,
      own: false,
    },
  });
});

it('a page on an iPad finds what calls itself a Mac, with a screen to touch', async () => {
  expect((await found('ipad')).found).toMatchObject({ platform: 'MacIntel', points: 5 });
});

it('a page on Android finds the WebView of that phone, with the engine of this browser', async () => {
  const { page, phone, found: told } = await found('android-14');
  const version = browser.version().split('.')[0];
  expect(told).toMatchObject({
    userAgent: phone.identity().userAgent(`${version}.0.0.0`),
    ...{ platform: 'Linux aarch64', languages: ['en', 'en-US'], points: 5, hints: true },
  });
  const data = await page.evaluate(
    `navigator.userAgentData.getHighEntropyValues(['model', 'platformVersion', 'architecture', 'fullVersionList'])
      .then((high) => ({ high, low: JSON.parse(JSON.stringify(navigator.userAgentData)) }))`,
  );
  const brand = expect.arrayContaining([{ brand: 'Android WebView', version }]);
  expect(data).toMatchObject({
    low: { brands: brand, mobile: true, platform: 'Android' },
    high: {
      mobile: true,
      platform: 'Android',
      model: 'Pixel 8',
      platformVersion: '14.0.0',
      architecture: '',
    },
  });
  expect(JSON.stringify(data)).not.toContain('Headless');
});
