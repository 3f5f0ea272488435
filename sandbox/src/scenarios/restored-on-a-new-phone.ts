import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'An app that is restored on a new phone is one device, not two',
  asks: [11, 19],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const old = await phone.view();
    await step('She buys a new phone, and restores her backup on it', () => phone.restore());
    await step('She opens the app there, which has another token now, and signs in', async () => {
      await phone.launch();
      await allowAndSignIn(phone, anna);
      const { token } = await phone.view();
      expectThat('whether the token is the old one', token === old.token, false);
    });
    await step(
      'A message is shown on the new phone, and finds the old token dead if it is still known',
      async () => {
        await phone.shows(await journey.send({ to: anna.userId, title: 'Your order has shipped' }));
      },
    );
    await step('Dynamics holds one device', async () => {
      await dynamics.holds(anna, 1);
      const push = await journey.send({ to: anna.userId, title: 'It is there' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
    });
  },
});
