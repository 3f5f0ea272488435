import { readFile } from 'node:fs/promises';
import { startSandbox } from '@journeys-push/sandbox';
import { afterAll, beforeAll, expect, test } from 'vitest';

const shop = await readFile(new URL('shop.js', import.meta.url), 'utf8');

let sandbox;
beforeAll(async () => {
  sandbox = await startSandbox();
});
afterAll(() => sandbox?.close());

/** A new customer with a new phone, and the shop's page in the app on it. */
async function customer(profile) {
  const { userId } = await sandbox.person({ fullName: 'Ada Brandt' });
  const phone = await sandbox.phone(profile, { name: 'Ada’s phone' });
  await phone.page.evaluate(shop);
  return { userId, phone };
}

/** The customer signs in, and answers the dialog that the system shows. */
async function signIn({ userId, phone }, answer) {
  const signedIn = phone.page.evaluate(`shop.signedIn('${userId}')`);
  await phone.answer(answer);
  return signedIn;
}

test.each(['iphone', 'android-14'])(
  'on the %s, a customer sees that the order has shipped',
  async (profile) => {
    const ada = await customer(profile);
    const { phone, userId } = ada;
    expect(await signIn(ada, 'allow')).toMatchObject({ granted: true, registered: true });
    await phone.background();
    await sandbox.journey.send({ to: userId, title: 'Your order has shipped', link: '/orders/42' });
    await phone.tap('Your order has shipped');
    await phone.opens('/orders/42');
    await phone.page.evaluate(shop);
    await expect.poll(() => phone.page.evaluate('shop.opened')).toEqual(['Your order has shipped']);
  },
);

test('who does not want notifications can use the shop all the same', async () => {
  const ada = await customer('android-14');
  expect(await signIn(ada, 'deny')).toEqual({
    ...{ granted: false, registered: false, reason: 'permission-missing' },
  });
  await ada.phone.isNotRegistered();
});

test('after signing out, nothing is shown', async () => {
  const ada = await customer('iphone');
  await signIn(ada, 'allow');
  await ada.phone.page.evaluate('shop.signedOut()');
  await sandbox.journey.send({ to: ada.userId, title: 'Your bill' });
  await ada.phone.showsNothing('Your bill');
});

test('the way of a push can be kept as a snapshot', async () => {
  const ada = await customer('iphone');
  await signIn(ada, 'allow');
  const push = await sandbox.journey.send({ to: ada.userId, title: 'Your order has shipped' });
  await ada.phone.shows(push);
  expect(await sandbox.timeline.text({ trace: push })).toMatchSnapshot();
});
