import { expectThat, failure, until } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, isSignedIn, registrationInfo } from './telling/vocabulary.ts';

export default scenario({
  title: 'When the system replaces the token, page, gateway and Dynamics follow by themselves',
  asks: [11, 19],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const before = await phone.view();
    const field = before.platform === 'ios' ? 'apnsToken' : 'fcmToken';
    await step('The system replaces the push token', () => phone.rotateToken());
    await step('The page finds the new one in registrationInfo', async () => {
      const { token } = await phone.view();
      const late = failure({ expected: `registrationInfo to have the new ${field}`, came: 'the old one' });
      await until(
        async () => (await registrationInfo(phone))[field],
        (seen) => seen === token,
        () => late,
      );
    });
    await step('Dynamics holds the new one, and no other', async () => {
      await isSignedIn(phone, anna);
      await dynamics.holds(anna, 1);
    });
    await step('A message is sent to one device, and shown', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
      await phone.shows(push);
    });
  },
});
