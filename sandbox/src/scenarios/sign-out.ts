import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, registrationInfo, signIn, signOut } from './telling/vocabulary.ts';

export default scenario({
  title: 'Who signs out gets no push, and who signs in again gets them again',
  asks: [11, 4],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She signs out', async () => {
      expectThat('the answer of unregisterDevice', await signOut(phone), { success: true });
    });
    await step('Dynamics holds nothing of her, and the page is given no token', async () => {
      await dynamics.holds(anna, 0);
      const { apnsToken, fcmToken } = await registrationInfo(phone);
      expectThat('the tokens in registrationInfo', [apnsToken, fcmToken], [undefined, undefined]);
    });
    await step('A message goes nowhere', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your bill' });
      expectThat('the push', push, { skipped: 'no-device' });
    });
    await step('She signs in again, and the next one is shown', async () => {
      await signIn(phone, anna);
      await phone.shows(await journey.send({ to: anna.userId, title: 'Good to see you' }));
    });
  },
});
