import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { answersTheDialog, askForNotifications } from './telling/vocabulary.ts';

export default scenario({
  title: 'An iPhone asks once, and every later question is answered without a dialog',
  asks: [10, 16],
  phones: ['iphone', 'ios-15'],
  async run({ phone, step }) {
    const refused = { granted: false, status: 'denied', canAskAgain: false };
    await step('The page asks, and Anna does not allow notifications', async () => {
      expectThat('the answer', await answersTheDialog(phone, 'deny'), refused);
    });
    await step('The page asks again and is answered at once: only the settings help', async () => {
      expectThat('the answer', await askForNotifications(phone), refused);
    });
    await step('A look without asking says the same', async () => {
      expectThat('the answer', await phone.page.call('areNotificationsEnabled'), refused);
    });
    await step('She switches notifications on in the settings, and the page is told the truth', async () => {
      await phone.setNotifications(true);
      expectThat('the answer', await phone.page.call('areNotificationsEnabled'), { granted: true });
    });
    await step('She installs the app anew: it may ask again', async () => {
      await phone.reinstall();
      await phone.launch();
      expectThat('the answer', await answersTheDialog(phone, 'allow'), { granted: true });
    });
  },
});
