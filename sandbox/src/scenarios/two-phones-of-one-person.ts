import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, signOut } from './telling/vocabulary.ts';

export default scenario({
  title: 'A person with two phones is reached on both, and signing out concerns one of them',
  asks: [4, 19],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, dynamics, kit, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const old = await step('She does so on her old phone as well', async () => {
      const another = await kit.phone('android-12', { name: 'the old phone' });
      await allowAndSignIn(another, anna);
      await dynamics.holds(anna, 2);
      return another;
    });
    await step('A message is shown on both', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      await phone.shows(push);
      await old.shows(push);
    });
    await step('She signs out on the old one, and the next message reaches the other alone', async () => {
      expectThat('the answer of unregisterDevice', await signOut(old), { success: true });
      await dynamics.holds(anna, 1);
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
      await old.showsNothing('It is there');
    });
  },
});
