import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openVmPage, type VmPage } from './phone/vm-page.ts';
import { type Sandbox, startSandbox } from './sandbox.ts';

/** The npm package as it is published: the global `Median`. */
const medianJsBridge = readFileSync(
  createRequire(import.meta.url).resolve('median-js-bridge/dist/median.min.js'),
  'utf8',
);

/** Two pages: one brings the unmodified npm package, one has nothing but what the shell injects. */
const pages = [
  {
    page: 'a page with the unmodified median-js-bridge',
    scripts: [medianJsBridge],
    api: 'Median.msdynamics',
  },
  {
    page: 'a bare page with the injected median.msdynamics',
    scripts: ['median.msdynamics.notificationOpened.addListener((open) => { globalThis.opened = open; });'],
    api: 'median.msdynamics',
  },
];
const phones = [
  { phone: 'an iPhone', id: 'p1', asks: true, token: 'apnsToken' },
  { phone: 'Android 14', id: 'p2', asks: true, token: 'fcmToken' },
  { phone: 'Android 12', id: 'p3', asks: false, token: 'fcmToken' },
];

describe('one push, all the way', () => {
  let sandbox: Sandbox;
  beforeAll(async () => {
    sandbox = await startSandbox();
  });
  afterAll(() => sandbox?.close());

  describe.each(pages)('from $page', ({ scripts, api }) => {
    it.each(phones)('to $phone and back', async ({ id, asks, token }) => {
      const phone = sandbox.phones.get(id);
      if (!phone) throw new Error(`no phone ${id}`);
      await phone.reinstall();
      await phone.launch();
      const page: VmPage = openVmPage(phone, { scripts });

      // 1. The page asks for permission; the person allows it. Android 12 grants without a dialog.
      const permission = page.evaluate<{ granted: boolean }>(`${api}.promptNotificationPermission()`);
      if (asks) {
        await expect.poll(() => phone.view().dialog).toMatchObject({ kind: 'notifications' });
        await phone.answerDialog('allow');
      }
      expect((await permission).granted).toBe(true);

      // 2. It registers its user, word for word as in the vendor's documentation, and once more as a promise.
      const seed = `new Promise((resolve) => {
        ${api}.registerDevice({ userId: 'abc123-user-uuid', callback: resolve });
      })`;
      const verbatim = `new Promise((resolve) => {
        ${api}.registerDevice({ userId: 'abc123-user-uuid' }, function (result) { resolve(result); });
      })`;
      // The npm client ignores a function as last argument (facts: median-bridge.md); the injected bridge takes it.
      const result = await page.evaluate(api === 'Median.msdynamics' ? seed : verbatim);
      expect(result).toMatchObject({ success: true });
      expect(await page.evaluate(`${api}.registerDevice({ userId: 'abc123-user-uuid' })`)).toMatchObject({
        success: true,
      });

      // 3. Dynamics holds the device.
      const info = await page.evaluate<Record<string, unknown>>(`${api}.registrationInfo()`);
      expect(info).toMatchObject({ [token]: phone.view().token, registration: { state: 'registered' } });
      expect(sandbox.dynamics.devices({ fullTokens: true })).toContainEqual(
        expect.objectContaining({ token: phone.view().token, result: 'Success' }),
      );

      // 4. A journey reaches its push step.
      const push = await sandbox.world.sendPush({
        contact: 'abc123-user-uuid',
        title: 'Your order has shipped',
        body: 'Hello {{contact.firstname}}, it arrives on Friday.',
        link: '/orders/42',
      });
      expect(push.devices.map((device) => device.result)).toContain('sent');

      // 5. The phone shows it, and a tap opens the right page.
      await phone.background();
      const again = await sandbox.world.sendPush({
        contact: 'abc123-user-uuid',
        title: 'Again',
        link: '/orders/43',
      });
      await expect.poll(() => phone.view().tray.map((item) => item.title)).toContain('Again');
      const [notification] = phone.view().tray.filter((item) => item.title === 'Again');
      await phone.tap(notification?.id ?? '');
      await expect.poll(() => new URL(phone.view().page.url).pathname).toBe('/orders/43');

      // 6. Dynamics learns of the open, and one trace id leads from the journey to the tap and back.
      await expect
        .poll(() => sandbox.world.pushes().find(({ trackingId }) => trackingId === again.trackingId)?.opened)
        .toBe(true);
      const hops = sandbox.timeline.list({ traceId: again.traceId }).map((event) => event.hop);
      expect(hops).toEqual(
        expect.arrayContaining(['dynamics', id === 'p1' ? 'apns' : 'fcm', 'phone', 'shell', 'gateway']),
      );

      // 7. The page that the tap opened was told, too; the npm client knows no events.
      if (api === 'median.msdynamics') {
        await expect.poll(() => page.evaluate('globalThis.opened')).toMatchObject({ title: 'Again' });
      }
      page.close();
    });
  });
});
