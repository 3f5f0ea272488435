import { expect, it, onTestFinished } from 'vitest';
import { startSandbox } from '../../sandbox.ts';
import { openBrowser } from './browser.ts';
import { openLab, openWindow } from './lab.ts';
import { labDriver } from './lab-driver.ts';

/** Longer than this test may take: whoever ends before has not waited for it. */
const LONG_MS = 600_000;

it('a lab that crashes shows neither that something is on the screen nor that it is not', async () => {
  await using sandbox = await startSandbox({ gateway: false, phones: ['iphone'] });
  const browser = await openBrowser();
  onTestFinished(() => browser.close());
  const lab = await openLab(await openWindow(browser), sandbox.connection());
  const view = await sandbox.control.phone('p1');
  const phone = labDriver(lab)(view, { api: 'median', note: () => {} });
  const looks = Promise.allSettled([phone.dialog(LONG_MS), phone.notification('A push', LONG_MS)]);
  const devTools = await lab.page.context().newCDPSession(lab.page);
  // It is answered by nobody.
  devTools.send('Page.crash').catch(() => {});
  const gone = {
    status: 'rejected',
    reason: expect.objectContaining({ message: expect.stringContaining('crashed') }),
  };
  expect(await looks).toMatchObject([gone, gone]);
  const ended = { name: 'CheckFailure', code: 'browser-ended' };
  await expect(phone.picture('When it failed')).rejects.toMatchObject(ended);
  await expect(phone.page.href()).rejects.toMatchObject(ended);
});
