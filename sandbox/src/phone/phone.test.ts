import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { RegistrationInfo } from '@journeys-push/contract/page-shell';
import { afterEach, describe, expect, it } from 'vitest';
import type { ProfileName } from '../control/wire.ts';
import { eventually } from './testing/eventually.ts';
import { appConfig, origins } from './testing/make-phone.ts';
import { makePhoneWithPage } from './testing/phone-with-page.ts';
import type { VmPage } from './vm-page.ts';

const medianClient = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);

/** The page's two ways to the shell: the unmodified client of Median, and what the shell injects. */
const libraries = [
  ['the Median client', 'Median', [medianClient]],
  ['the injected bridge', 'median', []],
] as const;
const profiles = ['iphone', 'android-14', 'android-12'] as const;

const trackingId = '0f3c1a52-7a41-4c0f-9a39-1a2b3c4d5e6f';
const traceId = trackingId.replaceAll('-', '');
const dynamics = { link: `${origins.site}/offer?tracked`, originalLink: `${origins.site}/offer`, trackingId };
const payloads = {
  ios: { aps: { alert: { title: 'Hello', body: 'World' } }, data: dynamics },
  android: { data: { title: 'Hello', body: 'World', ...dynamics } },
};

const open: { close(): void }[] = [];
afterEach(() => {
  for (const one of open.splice(0)) one.close();
});

function makeRealPhone(profile: ProfileName, scripts: readonly string[]) {
  const made = makePhoneWithPage(profile, scripts);
  open.push(made.page, made.phone);
  return made;
}
type Made = ReturnType<typeof makeRealPhone>;

/** Asks as the page does, and allows if the system asks the person. */
async function allow({ phone, page }: Made, name: string) {
  const asked = page.evaluate(`${name}.msdynamics.promptNotificationPermission()`);
  if (phone.view().profile !== 'android-12') {
    await eventually(() => expect(phone.view().dialog).not.toBeNull());
    await phone.answerDialog('allow');
  }
  return asked;
}

const register = (page: VmPage, name: string) =>
  page.evaluate(`${name}.msdynamics.registerDevice({ userId: 'abc123-user-uuid' })`);
const info = (page: VmPage, name: string) =>
  page.evaluate<RegistrationInfo>(`${name}.msdynamics.registrationInfo()`);

describe.each(profiles)('a page on %s', (profile) => {
  describe.each(libraries)('with %s', (_, name, scripts) => {
    it('asks, registers and reads what it has registered', async () => {
      const made = makeRealPhone(profile, scripts);
      const { phone, page } = made;
      await phone.launch();
      const before = await info(page, name);
      expect(before).toMatchObject({ isFirstLaunch: true, language: 'en', registration: { state: 'none' } });
      expect(before).not.toHaveProperty(profile === 'iphone' ? 'apnsToken' : 'fcmToken');
      expect(await allow(made, name)).toMatchObject({ granted: true });
      expect(await register(page, name)).toMatchObject({ success: true });
      const { token, installationId, registration } = phone.view();
      expect(await info(page, name)).toMatchObject({
        [profile === 'iphone' ? 'apnsToken' : 'fcmToken']: token,
        installationId,
        registration: { state: 'registered' },
      });
      expect(registration).toMatchObject({ state: 'registered', userId: 'abc123-user-uuid' });
      expect(page.errors()).toEqual([]);
    });

    it('is remembered over a kill: the second launch is not the first', async () => {
      const made = makeRealPhone(profile, scripts);
      await made.phone.launch();
      await allow(made, name);
      await register(made.page, name);
      const { installationId } = await info(made.page, name);
      await made.phone.kill();
      await expect(info(made.page, name)).rejects.toThrow('not running');
      await made.phone.launch();
      expect(await info(made.page, name)).toMatchObject({
        isFirstLaunch: false,
        installationId,
        registration: { state: 'registered' },
      });
      await made.phone.reinstall();
      await made.phone.launch();
      const fresh = await info(made.page, name);
      expect(fresh).toMatchObject({ isFirstLaunch: true, registration: { state: 'none' } });
      expect(fresh.installationId).not.toBe(installationId);
    });

    it.each(['foreground', 'background', 'killed'] as const)(
      'goes where a tap leads, from an app that is %s, and the open is told once',
      async (state) => {
        const made = makeRealPhone(profile, scripts);
        const { phone, page, network, gateway, timeline } = made;
        await phone.launch();
        await allow(made, name);
        await register(page, name);
        if (state === 'background') await phone.background();
        if (state === 'killed') await phone.kill();
        const payload = payloads[phone.view().platform];
        network.send(phone.view().token, { id: 'n1', payload, traceId });
        await eventually(() => expect(phone.view().tray).toHaveLength(1));
        await phone.tap('n1');
        await eventually(() => expect(page.url()).toBe(`${origins.phone}/offer`));
        const told = () => gateway.requests.filter((request) => request === 'POST /interactions');
        await eventually(() => expect(told()).toHaveLength(1));
        expect(phone.view()).toMatchObject({ state: 'foreground', tray: [] });
        const kinds = timeline.list({ traceId }).map(({ kind }) => kind);
        for (const kind of ['push.arrived', 'push.shown', 'push.tapped', 'navigation.app', 'gateway.request'])
          expect(kinds).toContain(kind);
        expect(page.errors()).toEqual([]);
      },
    );
  });
});

describe('the timeline', () => {
  it('has a page call and its way to the gateway under one trace, without token or JWT', async () => {
    const made = makeRealPhone('iphone', []);
    const { phone, page, timeline } = made;
    await phone.launch();
    await allow(made, 'median');
    const jwt = 'eyJhbGciOiJFUzI1NiJ9.eyJzdWIiOiJhIn0.c2lnbmF0dXJl';
    await page.evaluate(`median.msdynamics.registerDevice({ userId: 'abc', identityToken: '${jwt}' })`);
    const call = timeline.list().find(({ kind, detail }) => kind === 'page.call' && detail?.userId === 'abc');
    const trace = timeline.list({ traceId: call?.traceId ?? '' });
    expect(trace.map(({ kind, hop }) => `${hop} ${kind}`)).toEqual(
      expect.arrayContaining([
        'page page.call',
        'shell gateway.request',
        'shell gateway.answer',
        'shell page.answer',
      ]),
    );
    const everything = JSON.stringify(timeline.list());
    expect(everything).not.toContain(phone.view().token);
    expect(everything).not.toContain(jwt);
  });

  it('has the dialog under the trace of the call that asked', async () => {
    const made = makeRealPhone('android-14', []);
    await made.phone.launch();
    await allow(made, 'median');
    const call = made.timeline.list().find(({ kind }) => kind === 'page.call');
    const kinds = made.timeline.list({ traceId: call?.traceId ?? '' }).map(({ kind }) => kind);
    expect(kinds).toEqual(['page.call', 'permission.asked', 'permission.answered', 'page.answer']);
  });
});

describe('a page call', () => {
  it('works verbatim as the vendor shows it, with a callback as the last argument', async () => {
    const made = makeRealPhone('iphone', []);
    await made.phone.launch();
    await allow(made, 'median');
    const answer = await made.page.evaluate(
      `new Promise((resolve) => median.msdynamics.registerDevice({ userId: 'abc123-user-uuid' }, function (result) { resolve(result); }))`,
    );
    expect(answer).toMatchObject({ success: true });
  });

  it('before permission does not crash, and completes when permission comes', async () => {
    const made = makeRealPhone('android-14', []);
    await made.phone.launch();
    expect(await register(made.page, 'median')).toMatchObject({
      success: false,
      reason: 'permission-missing',
    });
    await eventually(() =>
      expect(made.phone.view().registration).toMatchObject({ state: 'waiting', for: 'permission' }),
    );
    await made.phone.setNotifications(true);
    await eventually(() => expect(made.phone.view().registration.state).toBe('registered'));
  });

  it('leaves the phone alone when it is too long', async () => {
    const made = makeRealPhone('iphone', []);
    await made.phone.launch();
    await made.page.evaluate(
      `window.webkit.messageHandlers.JSBridge.postMessage({ medianCommand: 'median://x/y', data: { a: 'é'.repeat(40000) } })`,
    );
    await eventually(() => expect(made.kinds()).toContain('page.refused'));
    expect(await info(made.page, 'median')).toMatchObject({ platform: 'ios' });
  });
});

it('a build without a push provider answers plugin-disabled and shows no median.msdynamics', async () => {
  const config = appConfig({ pushProvider: 'none' });
  const made = makePhoneWithPage('iphone', [medianClient], { config });
  open.push(made.page, made.phone);
  await made.phone.launch();
  expect(await made.page.evaluate('typeof median')).toBe('undefined');
  await expect(made.page.evaluate('Median.msdynamics.registrationInfo()')).rejects.toMatchObject({
    error: 'plugin-disabled',
  });
});
