import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, register, registrationInfo } from './telling/vocabulary.ts';

export default scenario({
  title: 'A token of a debug build is refused by the app from the store, with the reason',
  asks: [14],
  phones: ['iphone'],
  sandbox: { apns: 'production' },
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna has a debug build, whose token belongs to Apple’s development environment', async () => {
      await allowNotifications(phone);
    });
    await step('She signs in at the gateway of the app from the store, and is refused', async () => {
      expectThat('the answer of registerDevice', await register(phone, anna), {
        ...{ success: false, reason: 'app-unknown' },
        message: /development/,
      });
    });
    await step('The token has not come as far as Dynamics, and a message goes nowhere', async () => {
      await dynamics.holds(anna, 0);
      const push = await journey.send({ to: anna.userId, title: 'Welcome' });
      expectThat('the push', push, { skipped: 'no-device' });
    });
    await step('The page can see what is wrong', async () => {
      const registration = { state: 'refused', reason: 'app-unknown' };
      expectThat('the answer of registrationInfo', await registrationInfo(phone), { registration });
    });
  },
});
