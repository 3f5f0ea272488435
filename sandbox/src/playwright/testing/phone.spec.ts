import { expect, test } from '../index.ts';

test.use({ gateway: false });

test('page is the phone’s WebView: it follows taps, kills and launches', async ({
  page,
  phone,
  journey,
  sandbox,
}) => {
  const { userId } = await sandbox.person();
  expect(page.viewportSize()).toEqual({ width: 390, height: 844 });
  const asked = page.evaluate('median.msdynamics.promptNotificationPermission()');
  await expect(phone).toAskForPermission();
  await phone.answer('allow');
  expect(await asked).toMatchObject({ granted: true });
  await phone.page.call('registerDevice', { userId });
  await sandbox.register({ phone, userId });

  await journey.send({ to: userId, title: 'Your order', link: '/orders/42' });
  await expect(phone).toShowNotification('Your order');
  await phone.tap('Your order');
  await expect(page).toHaveURL('/orders/42');
  await expect(phone).toOpen('/orders/42');

  await page.evaluate("localStorage.setItem('cart', 'full')");
  await phone.kill();
  await expect(page).toHaveURL('about:blank');
  await journey.send({ to: userId, title: 'While closed', link: '/orders/43' });
  await phone.tap('While closed');
  await expect(page).toHaveURL('/orders/43');
  expect(await page.evaluate("localStorage.getItem('cart')")).toBe('full');

  await phone.reinstall();
  await phone.launch();
  await expect(page).toHaveURL('/');
  expect(await page.evaluate("localStorage.getItem('cart')")).toBe(null);
});

test.describe('another kind of phone', () => {
  test.use({ profile: 'android-12' });

  test('has options of its own, and a fresh page', async ({ page, phone }) => {
    expect(await page.evaluate("localStorage.getItem('cart')")).toBe(null);
    expect((await phone.view()).profile).toBe('android-12');
    expect(await phone.page.call('areNotificationsEnabled')).toMatchObject({ granted: true });
  });
});

test('fails by intent', async ({ phone }) => {
  await expect(phone).toShowNotification('Never sent', { within: 100 });
});
