import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';

export default scenario({
  title: 'An iPhone app that may notify provisionally is quiet until the person wants it louder',
  asks: [10, 16],
  phones: ['iphone', 'ios-15'],
  async run({ phone, anna, journey, kit, step }) {
    await step('The app asks provisionally, as a part of its own may: no dialog comes', async () => {
      await kit.control.authorizeProvisionally(phone.id);
      expectThat('the dialog', (await phone.view()).dialog, null);
    });
    await step('The app’s own backend registers Anna’s phone with Dynamics', async () => {
      const row = await kit.register({ phone, userId: anna.userId });
      expectThat('the registration', row, { result: 'Success' });
    });
    await step('A message is listed without banner and sound', async () => {
      await phone.background();
      await phone.shows(await journey.send({ to: anna.userId, title: 'Your order has shipped' }));
      expectThat('the tray', (await phone.view()).tray, [{ quiet: 'provisional' }]);
    });
    await step('She likes it, and keeps such messages prominently', async () => {
      await phone.answerQuiet('Your order has shipped', 'keep-prominent');
    });
    await step('The next one comes with a banner', async () => {
      await phone.shows(await journey.send({ to: anna.userId, title: 'It is there' }));
      const [newest] = (await phone.view()).tray;
      expectThat('how it is shown', newest, { title: 'It is there', quiet: undefined });
    });
  },
});
