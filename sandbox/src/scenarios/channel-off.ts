import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, endsAt } from './telling/vocabulary.ts';

export default scenario({
  title: 'A notification channel that is switched off hides its pushes, and it can be said why',
  asks: [16, 17],
  phones: ['android-14', 'android-8'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const channel = (await phone.view()).channels[0]?.id ?? 'none';
    await step('In the settings she blocks the kind of notifications that the app sends', async () => {
      await phone.background();
      await phone.setChannel(channel, 'none');
    });
    await step('A message is sent, and nothing is shown: its channel is blocked', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      expectThat('the result of the push', push.devices, [{ result: 'sent' }]);
      await endsAt(phone, push, { hop: 'phone', code: 'channel-blocked' });
    });
    await step('She allows it again, and the next message is shown', async () => {
      await phone.setChannel(channel, 'default');
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
    });
  },
});
