import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, DAY, pushServiceOf } from './telling/vocabulary.ts';

export default scenario({
  title: 'A registration that Dynamics has lost in silence is renewed when the app is opened days later',
  asks: [23, 27],
  phones: ['android-14'],
  alone: 'It moves the time by days.',
  // By default it is thirty days, and so many hours of gateway and phones take a while.
  sandbox: { renewAfterDays: 2 },
  async run({ phone, anna, journey, dynamics, faults, clock, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('She closes the app and goes on holiday', () => phone.kill());
    const { token } = await phone.view();
    const twin = await pushServiceOf(phone);
    await step('Her token is said to be dead once; Dynamics forgets it and tells nobody', async () => {
      const reason = twin === 'apns' ? 'Unregistered' : 'UNREGISTERED';
      const isOver = await faults.plant({ twin, token, effect: { kind: 'refuse', reason } });
      const push = await journey.send({ to: anna.userId, title: 'Where are you?' });
      expectThat('the result of the push', push.devices, [{ result: 'removed' }]);
      await isOver();
      await dynamics.holds(anna, 0);
    });
    await step('Three days later she opens the app, and does nothing else', async () => {
      await clock.advance(3 * DAY);
      await phone.launch();
    });
    await step('She is registered again, and a message reaches her', async () => {
      await dynamics.holds(anna, 1);
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome back' }));
    });
  },
});
