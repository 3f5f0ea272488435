import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, register } from './telling/vocabulary.ts';

export default scenario({
  title: 'Nobody can claim to be somebody else',
  asks: [7],
  phones: ['iphone', 'android-14'],
  sandbox: { identity: 'required' },
  async run({ phone, anna, person, journey, dynamics, backend, step }) {
    const ben = await person('Ben');
    await step('Ben holds the phone, and notifications are allowed', () => allowNotifications(phone));
    await step('From the browser’s console he registers it as Anna’s, and is refused', async () => {
      expectThat('the answer', await register(phone, anna), { success: false, reason: 'identity-required' });
    });
    await step('He tries the token that the backend has signed for him, and is refused', async () => {
      const his = await backend.signs(ben.userId, 10);
      expectThat('the answer', await register(phone, anna, his), {
        success: false,
        reason: 'identity-subject',
      });
    });
    await step('Dynamics holds nothing of Anna, and a message to her goes nowhere', async () => {
      await dynamics.holds(anna, 0);
      const push = await journey.send({ to: anna.userId, title: 'Your bill' });
      expectThat('the push', push, { skipped: 'no-device' });
    });
    await step('As himself he is welcome', async () => {
      const his = await backend.signs(ben.userId, 10);
      expectThat('the answer', await register(phone, ben, his), { success: true });
      await phone.shows(await journey.send({ to: ben.userId, title: 'Welcome' }));
    });
  },
});
