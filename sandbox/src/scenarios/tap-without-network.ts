import { expectThat, failure, until } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A tap without network is told to Dynamics when the phone is back',
  asks: [1, 17],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const push = await step('A journey tells her that her order has shipped', async () => {
      await phone.background();
      const sent = await journey.send({
        to: anna.userId,
        title: 'Your order has shipped',
        link: '/orders/42',
      });
      await phone.shows(sent);
      return sent;
    });
    const isOpened = async () =>
      (await journey.sent()).some(({ trackingId, opened }) => trackingId === push.trackingId && opened);
    await step('Her train enters a tunnel, and she taps it there', async () => {
      await phone.setOnline(false);
      await phone.tap(push);
      await phone.opens('/orders/42');
      expectThat('what Dynamics knows of the tap', await isOpened(), false);
    });
    await step('Out of the tunnel, Dynamics learns of the tap', async () => {
      await phone.setOnline(true);
      const never = failure({ expected: 'Dynamics to learn of the tap', came: 'nothing' });
      await until(isOpened, Boolean, () => never);
    });
  },
});
