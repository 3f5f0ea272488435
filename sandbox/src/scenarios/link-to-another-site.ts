import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A link to another site opens in the browser, and the app stays where it was',
  asks: [2],
  phones: ['iphone', 'ipad', 'android-16'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications, signs in and looks at her basket', async () => {
      await allowAndSignIn(phone, anna);
      await phone.load('/basket');
      await phone.opens('/basket');
    });
    await step(
      'A message leads to the site of the parcel service, and her tap opens the browser',
      async () => {
        await phone.background();
        const push = await journey.send({
          ...{ to: anna.userId, title: 'Follow your parcel' },
          link: 'https://parcels.example/follow/42',
        });
        await phone.tap(push);
        await phone.opens('https://parcels.example/follow/42');
      },
    );
    await step('She comes back, and the app still shows her basket', async () => {
      await phone.closeBrowser();
      await phone.opens('/basket');
    });
  },
});
