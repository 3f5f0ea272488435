import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, hears, hearsNothing, listen } from './telling/vocabulary.ts';

export default scenario({
  title: 'A tap while the app is closed reaches the page exactly once',
  asks: [1],
  phones: ['iphone', 'ios-15', 'android-14', 'android-12'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She closes the app', () => phone.kill());
    await step('A journey tells her that her order has shipped, and her phone shows it', async () => {
      await journey.send({ to: anna.userId, title: 'Your order has shipped', link: '/orders/42' });
      await phone.shows('Your order has shipped');
    });
    await step('She taps it: the app starts on that order', async () => {
      await phone.tap('Your order has shipped');
      await phone.opens('/orders/42');
    });
    await step('The page asks what was tapped, and is told this one tap', async () => {
      await listen(phone, 'notificationOpened');
      await hears(phone, 'notificationOpened', [{ title: 'Your order has shipped', coldStart: true }]);
    });
    await step('She closes the app and opens it: the tap is not told again', async () => {
      await phone.kill();
      await phone.launch();
      await hearsNothing(phone, 'notificationOpened');
    });
  },
});
