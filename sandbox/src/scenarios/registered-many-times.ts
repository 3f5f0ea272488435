import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, registerInTurn, signIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'However often the page registers, the person has one device and sees a push once',
  asks: [19],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, journey, dynamics, step }) {
    await step('Anna allows notifications', () => allowNotifications(phone));
    await step('A page with a defect registers her five times at once', async () => {
      const answers = await registerInTurn(phone, [anna, anna, anna, anna, anna]);
      const success = { success: true };
      expectThat('the answers', answers, [success, success, success, success, success]);
    });
    await step('It does so again after each of two starts', async () => {
      for (const _ of [1, 2]) {
        await phone.kill();
        await phone.launch();
        await signIn(phone, anna);
      }
    });
    await step('Dynamics holds one device', () => dynamics.holds(anna, 1));
    await step('A message is sent once, and shown once', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
      await phone.shows(push);
      const { tray } = await phone.view();
      expectThat('the tray', tray, [{ title: 'Your order has shipped' }]);
    });
  },
});
