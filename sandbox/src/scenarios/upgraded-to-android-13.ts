import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'Who has used the app on Android 12 keeps their notifications on Android 13',
  asks: [10, 16],
  phones: ['android-12'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('A message is shown', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Your order has shipped' }));
    });
    await step('Over night the phone is upgraded to Android 13', () => phone.upgradeSystem('13'));
    await step('She opens the app: notifications are still allowed, and nobody is asked', async () => {
      await phone.launch();
      expectThat('the answer', await phone.page.call('promptNotificationPermission'), { granted: true });
    });
    await step('The next message is shown', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
    });
  },
});
