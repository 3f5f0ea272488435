import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, endsAt, pushServiceOf } from './telling/vocabulary.ts';

export default scenario({
  title: 'Trouble at Apple or Google costs a message, not the device',
  asks: [5, 17],
  phones: ['iphone', 'android-14'],
  async run({ phone, anna, journey, dynamics, faults, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    const { token } = await phone.view();
    const twin = await pushServiceOf(phone);
    const isOver = await step('The push service has an internal error', () =>
      faults.plant({
        ...{ twin, token },
        effect: { kind: 'refuse', reason: twin === 'apns' ? 'InternalServerError' : 'INTERNAL' },
      }),
    );
    const push = await step('A message does not get through, and Dynamics says why', async () => {
      const sent = await journey.send({ to: anna.userId, title: 'Your order has shipped' });
      expectThat('the result of the push', sent.devices, [{ result: 'failed', reason: /\S/ }]);
      return sent;
    });
    await step('Nothing is shown, and the push service is named as the place where it ended', async () => {
      await endsAt(phone, push, { hop: twin });
    });
    await step('The device is kept, and when the trouble is over, the next message arrives', async () => {
      await dynamics.holds(anna, 1);
      await isOver();
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
    });
  },
});
