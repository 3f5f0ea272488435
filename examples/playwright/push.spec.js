import { expect, test } from '@journeys-push/sandbox/playwright';

const userId = 'abc123-user-uuid';

/** What the app shows of the last answer. */
const says = (page, text) => expect(page.locator('pre')).toContainText(text);

for (const profile of ['iphone', 'android-14']) {
  test.describe(`on the ${profile}`, () => {
    test.use({ profile });

    test('a customer is asked, registered and reached', async ({ page, phone, journey }) => {
      await page.getByRole('button', { name: 'Ask for permission' }).click();
      await phone.answer('allow');
      await says(page, '"granted": true');
      await page.getByRole('button', { name: `Register ${userId}` }).click();
      await says(page, '"success": true');
      await phone.background();
      await journey.send({ to: userId, title: 'Your order has shipped', link: '/orders/42' });
      await expect(phone).toShowNotification('Your order has shipped');
      await phone.tap('Your order has shipped');
      await expect(page).toHaveURL(/\/orders\/42$/);
    });

    test('who does not allow notifications is told why nothing comes', async ({ page, phone }) => {
      await page.getByRole('button', { name: 'Ask for permission' }).click();
      await phone.answer('deny');
      await says(page, '"granted": false');
      await page.getByRole('button', { name: `Register ${userId}` }).click();
      await says(page, 'permission-missing');
    });
  });
}
