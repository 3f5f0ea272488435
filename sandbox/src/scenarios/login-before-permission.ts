import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, isSignedIn, register, registrationIs } from './telling/vocabulary.ts';

export default scenario({
  title: 'A sign-in before the permission is kept, and completed by it',
  asks: [22],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna signs in before anybody has asked for notifications', async () => {
      const missing = { success: false, reason: 'permission-missing' };
      expectThat('the answer of registerDevice', await register(phone, anna), missing);
    });
    await step('The page can see what is missing, and Dynamics holds nothing', async () => {
      await registrationIs(phone, { state: 'waiting', for: 'permission', userId: anna.userId });
      await dynamics.holds(anna, 0);
    });
    await step('She closes the app and opens it again: it is not forgotten', async () => {
      await phone.kill();
      await phone.launch();
      await registrationIs(phone, { state: 'waiting', for: 'permission', userId: anna.userId });
    });
    await step('She allows notifications, and is registered without another call', async () => {
      await allowNotifications(phone);
      await isSignedIn(phone, anna);
    });
    await step('A message is shown', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome' }));
    });
  },
});
