import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A phone without network gets the message when it is back, and the tap works',
  asks: [17],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She switches the phone to flight mode', async () => {
      await phone.background();
      await phone.setOnline(false);
    });
    const push = await step(
      'A journey tells her about her gate; Apple or Google keep the message',
      async () => {
        const sent = await journey.send({ to: anna.userId, title: 'Gate 12', link: '/gates/12' });
        expectThat('the result of the push', sent.devices, [{ result: 'sent' }]);
        expectThat('the tray', (await phone.view()).tray, []);
        return sent;
      },
    );
    await step('She lands, and the message is there; a tap opens it', async () => {
      await phone.setOnline(true);
      await phone.tap(push);
      await phone.opens('/gates/12');
    });
  },
});
