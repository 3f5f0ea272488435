import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A token that is dead is removed, and the app that comes back is reached again',
  asks: [5, 19],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She removes the app and installs it again, but does not open it', () => phone.reinstall());
    await step('A message finds her old token dead, and Dynamics forgets the device', async () => {
      const push = await journey.send({ to: anna.userId, title: 'We miss you' });
      expectThat('the result of the push', push.devices, [{ result: 'removed' }]);
      await dynamics.holds(anna, 0);
    });
    await step('She opens the app, allows notifications and signs in again', async () => {
      await phone.launch();
      await allowAndSignIn(phone, anna);
    });
    await step('She has one device, and the next message reaches it', async () => {
      await dynamics.holds(anna, 1);
      const push = await journey.send({ to: anna.userId, title: 'Good to see you' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
      await phone.shows(push);
    });
  },
});
