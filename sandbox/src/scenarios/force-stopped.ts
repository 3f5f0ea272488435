import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, endsAt } from './telling/vocabulary.ts';

export default scenario({
  title: 'A force-stopped app gets nothing until it is opened, and it can be said why',
  asks: [17],
  phones: ['android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She stops the app in the system’s settings', () => phone.forceStop());
    await step(
      'A message is sent, and nothing is shown: Android starts no app that was stopped',
      async () => {
        const push = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
        expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
        await endsAt(phone, push, { hop: 'phone', code: 'force-stopped' });
      },
    );
    await step('She opens the app, and the next message is shown', async () => {
      await phone.launch();
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
      await dynamics.holds(anna, 1);
    });
  },
});
