import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, hears, hearsNothing, listen } from './telling/vocabulary.ts';

export default scenario({
  title: 'A tap is kept for the page until it listens',
  asks: [1, 20],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She goes to the home screen, and two messages come', async () => {
      await phone.background();
      await journey.send({ to: anna.userId, title: 'Your order has shipped', link: '/orders/42' });
      await journey.send({ to: anna.userId, title: 'New shoes', link: '/shoes' });
      await phone.shows('New shoes');
    });
    await step('She taps one after the other, before any page listens', async () => {
      await phone.tap('Your order has shipped');
      await phone.opens('/orders/42');
      await phone.background();
      await phone.tap('New shoes');
      await phone.opens('/shoes');
    });
    await step(
      'She follows a link, and the page that comes then listens: it hears of both taps',
      async () => {
        await phone.load('/basket');
        await phone.opens('/basket');
        await listen(phone, 'notificationOpened');
        await hears(phone, 'notificationOpened', [
          { title: 'Your order has shipped' },
          { title: 'New shoes' },
        ]);
      },
    );
    await step('The next page hears of neither', async () => {
      await phone.load('/checkout');
      await phone.opens('/checkout');
      await hearsNothing(phone, 'notificationOpened');
    });
  },
});
