import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, isSignedIn, registerInTurn } from './telling/vocabulary.ts';

export default scenario({
  title: 'However quickly two people take turns, the phone belongs to the last of them',
  asks: [4],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, person, journey, dynamics, step }) {
    const ben = await person('Ben');
    await step('Notifications are allowed', () => allowNotifications(phone));
    await step('Anna, Ben, Anna and Ben sign in, nobody waiting for an answer', async () => {
      const answers = await registerInTurn(phone, [anna, ben, anna, ben]);
      const superseded = { success: false, reason: 'superseded' };
      expectThat('the answers', answers, [superseded, superseded, superseded, { success: true }]);
    });
    await step('The phone is Ben’s, for page and Dynamics alike', async () => {
      await isSignedIn(phone, ben);
      await dynamics.holds(ben, 1);
      await dynamics.holds(anna, 0);
    });
    await step('A message to Ben is shown once', async () => {
      const push = await journey.send({ to: ben.userId, title: 'For Ben' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
      await phone.shows(push);
    });
  },
});
