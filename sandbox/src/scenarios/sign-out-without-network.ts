import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, signOut } from './telling/vocabulary.ts';

export default scenario({
  title: 'Who signs out without network sees no push for them any more',
  asks: [4],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('Without network she signs out: the page is told that the rest is done later', async () => {
      await phone.setOnline(false);
      expectThat('the answer of unregisterDevice', await signOut(phone), {
        success: false,
        reason: 'offline',
      });
    });
    const push = await step('A journey, which cannot know that yet, sends her a message', async () => {
      await dynamics.holds(anna, 1);
      const sent = await journey.send({ to: anna.userId, title: 'Your bill' });
      expectThat('the result of the push', sent.devices, [{ result: 'sent' }]);
      return sent;
    });
    await step('The network is back, and whoever holds the phone now does not see it', async () => {
      await phone.setOnline(true);
      await phone.showsNothing(push);
    });
    await step('Dynamics has forgotten the device, and the next message goes nowhere', async () => {
      await dynamics.holds(anna, 0);
      const next = await journey.send({ to: anna.userId, title: 'Your bill again' });
      expectThat('the push', next, { skipped: 'no-device', devices: [] });
    });
  },
});
