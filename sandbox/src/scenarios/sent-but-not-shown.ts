import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, endsAt, hearsAtLast, isSignedIn, listen } from './telling/vocabulary.ts';

export default scenario({
  title: 'Dynamics says “sent” and the phone shows nothing: it can be said where and why',
  asks: [17, 16],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She goes to the settings and switches them off', async () => {
      await phone.background();
      await phone.setNotifications(false);
    });
    const push = await step('A journey sends her a message, and Dynamics says that it was sent', async () => {
      const sent = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      expectThat('the result of the push', sent.devices, [{ result: 'sent' }]);
      return sent;
    });
    await step('Nothing is shown: it came as far as the phone, which was not allowed to', async () => {
      await endsAt(phone, push, { hop: 'phone', code: 'permission' });
    });
    await step('She opens the app, and the page hears that the permission is missing', async () => {
      await listen(phone, 'registrationChanged');
      await phone.launch();
      await hearsAtLast(phone, 'registrationChanged', { state: 'waiting', for: 'permission' });
    });
    await step('She switches them on again, and the next message is shown', async () => {
      await phone.setNotifications(true);
      await isSignedIn(phone, anna);
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
    });
  },
});
