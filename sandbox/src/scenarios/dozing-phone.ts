import { scenario } from './telling/scenario.ts';
import { allowAndSignIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'A push of a journey wakes a phone that has lain still all night',
  asks: [17],
  phones: ['android-14', 'android-12'],
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She closes the app, and the phone lies still: Android lets it doze', async () => {
      await phone.kill();
      await phone.setDoze(true);
    });
    await step('A message comes at once: Dynamics sends with high priority', async () => {
      await phone.shows(
        await journey.send({ to: anna.userId, title: 'Your train is late', link: '/trains/7' }),
      );
    });
    await step('She takes the phone and taps it, and the app opens on that train', async () => {
      await phone.setDoze(false);
      await phone.tap('Your train is late');
      await phone.opens('/trains/7');
    });
  },
});
