import { startSandbox } from '@journeys-push/sandbox';

/** What the test of every runner does with the package as it is installed: a push, from its send to its page. */
export async function order(check) {
  const sandbox = await startSandbox({ gateway: false });
  const { userId } = await sandbox.person();
  const phone = await sandbox.phone('iphone');
  const asked = phone.page.call('promptNotificationPermission');
  await phone.answer('allow');
  await asked;
  await sandbox.register({ phone, userId });
  await sandbox.journey.send({ to: userId, title: 'Your order', link: '/orders/42' });
  await check?.(phone);
  await phone.tap('Your order');
  await phone.opens('/orders/42');
  await sandbox.close();
}
