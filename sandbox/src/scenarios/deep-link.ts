import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A link opens its page whether the app is in front, behind or closed',
  asks: [2],
  phones: ['iphone', 'android-16', 'android-8'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She uses the app, a message comes, and her tap opens its page', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your order is packed', link: '/orders/1' });
      await phone.tap(push);
      await phone.opens('/orders/1');
    });
    await step('The app is in the background, and a tap opens the page of the next message', async () => {
      await phone.background();
      const push = await journey.send({
        to: anna.userId,
        title: 'It is on its way',
        link: '/orders/1/way?map=yes',
      });
      await phone.tap(push);
      await phone.opens('/orders/1/way?map=yes');
    });
    await step('The app is closed, and a tap starts it on the page of the last message', async () => {
      await phone.kill();
      const push = await journey.send({ to: anna.userId, title: 'It is there', link: '/orders/1/thanks' });
      await phone.tap(push);
      await phone.opens('/orders/1/thanks');
    });
    await step('The same message twice opens the same page twice', async () => {
      await phone.load('/');
      await phone.opens('/');
      const push = await journey.send({ to: anna.userId, title: 'Was it good?', link: '/orders/1/thanks' });
      await phone.tap(push);
      await phone.opens('/orders/1/thanks');
    });
  },
});
