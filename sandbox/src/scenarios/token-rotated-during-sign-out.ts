import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, signOut } from './telling/vocabulary.ts';

export default scenario({
  title: 'A token that changes while somebody signs out leaves nothing of them behind',
  asks: [4, 11],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She signs out, and in the same moment the system replaces the token', async () => {
      const [answer] = await Promise.all([signOut(phone), phone.rotateToken()]);
      expectThat('the answer of unregisterDevice', answer, { success: true });
    });
    await step('Dynamics holds neither the old token nor the new one', async () => {
      await phone.isNotRegistered();
      await dynamics.holds(anna, 0);
    });
    await step('A message to her goes nowhere', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your bill' });
      expectThat('the push', push, { skipped: 'no-device', devices: [] });
      await phone.showsNothing();
    });
  },
});
