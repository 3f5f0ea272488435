import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, signIn } from './telling/vocabulary.ts';

export default scenario({
  title: 'When another person signs in, the phone is theirs and the last one gets nothing there',
  asks: [4],
  phones: ['iphone', 'android-14', 'android-12'],
  async run({ phone, anna, person, journey, dynamics, step }) {
    const ben = await person('Ben');
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She hands the phone to Ben, who signs in without a word about her', () => signIn(phone, ben));
    await step('Dynamics knows the phone as Ben’s alone', async () => {
      await dynamics.holds(ben, 1);
      await dynamics.holds(anna, 0);
    });
    await step('Each is sent a message: Ben’s is shown, and Anna’s goes nowhere', async () => {
      const forAnna = await journey.send({ to: anna.userId, title: 'For Anna' });
      expectThat('the push to Anna', forAnna, { skipped: 'no-device' });
      await phone.shows(await journey.send({ to: ben.userId, title: 'For Ben' }));
      await phone.showsNothing('For Anna');
    });
  },
});
