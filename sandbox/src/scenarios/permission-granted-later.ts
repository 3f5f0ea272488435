import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { answersTheDialog, hearsAtLast, isSignedIn, listen, register } from './telling/vocabulary.ts';

export default scenario({
  title: 'Permission that is given later in the settings completes what was asked for before',
  asks: [10, 16, 22],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, step }) {
    await step('The page asks for notifications, and Anna does not want them', async () => {
      expectThat('the answer', await answersTheDialog(phone, 'deny'), { granted: false, status: 'denied' });
    });
    await step('She signs in: the page is told what is missing', async () => {
      const missing = { success: false, reason: 'permission-missing' };
      expectThat('the answer of registerDevice', await register(phone, anna), missing);
      await listen(phone, 'registrationChanged');
    });
    await step('Days later she changes her mind, in the system’s settings', () =>
      phone.setNotifications(true),
    );
    await step('Back in the app she is registered, and the page hears of it', async () => {
      await isSignedIn(phone, anna);
      await hearsAtLast(phone, 'registrationChanged', { state: 'registered', userId: anna.userId });
    });
    await step('A message is shown', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome' }));
    });
  },
});
