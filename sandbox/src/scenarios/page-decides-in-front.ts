import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { allowAndSignIn, endsAt } from './telling/vocabulary.ts';

export default scenario({
  title: 'While the app is in front, the page decides message by message what is shown',
  asks: [9],
  phones: ['iphone', 'android-14'],
  sandbox: { foreground: 'page' },
  async run({ phone, anna, journey, step }) {
    await step('Anna allows notifications and signs in', () => allowAndSignIn(phone, anna));
    await step('The page wants to show chats by itself, and leaves the rest to the system', async () => {
      await phone.page.evaluate(`
        globalThis.chats = [];
        median.msdynamics.notificationReceived.addListener(({ title, body }) => {
          if (title !== 'Chat') return 'show';
          chats.push(body);
          return 'hide';
        });
        null`);
    });
    await step('A chat comes: the page has it, the system shows nothing', async () => {
      const push = await journey.send({ to: anna.userId, title: 'Chat', body: 'Are you there?' });
      await endsAt(phone, push, { hop: 'phone', code: 'hidden' });
      expectThat('what the page has got', await phone.page.evaluate('chats'), ['Are you there?']);
    });
    await step('Another message is shown by the system', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'Your order has shipped' }));
    });
    await step('In the background a chat is shown too: there is no page to see it on', async () => {
      await phone.background();
      await phone.shows(await journey.send({ to: anna.userId, title: 'Chat', body: 'Still there?' }));
    });
  },
});
