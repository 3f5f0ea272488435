import { expectThat, failure, until } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowNotifications, HOUR, MINUTE, register, SECOND, timePassesUntil } from './telling/vocabulary.ts';

export default scenario({
  title: 'While Dynamics asks for patience, the call ends, and the person is registered later',
  asks: [3, 24],
  phones: ['iphone'],
  alone: 'It moves the time by an hour.',
  async run({ phone, anna, journey, dynamics, faults, kit, step }) {
    await step('Anna allows notifications', () => allowNotifications(phone));
    const { token } = await phone.view();
    await step('Dynamics has too much to do, and asks to be left alone for half an hour', async () => {
      const effect = { kind: 'status', status: 429, retryAfter: 1800 };
      for (const route of ['register', 'register-batch'])
        await faults.plant({ twin: 'dynamics', route, token, times: 1, effect });
    });
    const answered = await step('She signs in, and Dynamics says so to the gateway', async () => {
      const answer = register(phone, anna);
      const refused = async () =>
        (await kit.timeline.events({ phone })).some(({ kind }) => kind === 'request.faulted');
      await until(refused, Boolean, () => failure({ expected: 'Dynamics to refuse', came: 'nothing' }));
      return { answer };
    });
    await step('The page is not kept waiting, and knows that it is under way', async () => {
      let isAnswered = false;
      void answered.answer.then(() => {
        isAnswered = true;
      });
      await timePassesUntil(kit, { atMost: MINUTE, step: SECOND }, async () => isAnswered);
      const registration = { state: 'queued', userId: anna.userId };
      expectThat('the answer of registerDevice', await answered.answer, { success: true, registration });
    });
    await step('Within the hour she is registered, without another call', async () => {
      const isThere = async () => (await phone.view()).registration.state === 'registered';
      await timePassesUntil(kit, { atMost: HOUR, step: MINUTE }, isThere);
      await dynamics.holds(anna, 1);
    });
    await step('A message reaches her', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Welcome' }));
    });
  },
});
