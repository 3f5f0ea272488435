import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, HOUR, hears, listen, register, registrationIs } from './telling/vocabulary.ts';

export default scenario({
  title: 'An identity token that has expired on the way is asked for anew, once',
  asks: [24, 7],
  phones: ['iphone', 'android-14'],
  alone: 'It moves the time by hours.',
  sandbox: { identity: 'required' },
  async run({ phone, anna, journey, backend, clock, step }) {
    await step('Anna allows notifications', async () => {
      await allowNotifications(phone);
      await listen(phone, 'registrationChanged');
    });
    await step('In the underground she signs in, with a token that is good for ten minutes', async () => {
      await phone.setOnline(false);
      const token = await backend.signs(anna.userId, 10);
      const offline = { success: false, reason: 'offline' };
      expectThat('the answer of registerDevice', await register(phone, anna, token), offline);
    });
    const expired = { state: 'waiting', for: 'identity', reason: 'identity-expired' };
    await step(
      'An hour later the network is back: the token is too old, and the page is told so',
      async () => {
        await clock.advance(HOUR);
        await phone.setOnline(true);
        await registrationIs(phone, expired);
      },
    );
    await step('Two more hours go by, and nobody has asked for it a second time', async () => {
      await clock.advance(2 * HOUR);
      await registrationIs(phone, expired);
      const asked = { state: 'waiting', for: 'identity' };
      await hears(phone, 'registrationChanged', [{ state: 'waiting', for: 'network' }, asked]);
    });
    await step('The page brings a fresh one, and a message reaches her', async () => {
      const token = await backend.signs(anna.userId, 10);
      expectThat('the answer of registerDevice', await register(phone, anna, token), { success: true });
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome' }));
    });
  },
});
