import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import {
  allowNotifications,
  hearsAtLast,
  isSignedIn,
  listen,
  register,
  registrationInfo,
} from './telling/vocabulary.ts';

export default scenario({
  title: 'A call without network ends with a reason, and is done when the phone is back',
  asks: [3],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications', () => allowNotifications(phone));
    await step('Without network she signs in: the page is told “offline”', async () => {
      await phone.setOnline(false);
      expectThat('the answer of registerDevice', await register(phone, anna), {
        ...{ success: false, reason: 'offline' },
      });
    });
    await step('Other calls are answered all the same', async () => {
      expectThat('the answer of registrationInfo', await registrationInfo(phone), {
        registration: { state: 'waiting', for: 'network', userId: anna.userId },
      });
    });
    await step(
      'The network is back: she is registered without another call, and the page hears of it',
      async () => {
        await listen(phone, 'registrationChanged');
        await phone.setOnline(true);
        await isSignedIn(phone, anna);
        await hearsAtLast(phone, 'registrationChanged', { state: 'registered', userId: anna.userId });
      },
    );
    await step('A message reaches her', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome' }));
    });
  },
});
