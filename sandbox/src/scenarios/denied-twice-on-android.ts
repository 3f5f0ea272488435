import { expectThat } from './telling/expectations.ts';
import { scenario } from './telling/scenario.ts';
import { answersTheDialog, askForNotifications } from './telling/vocabulary.ts';

export default scenario({
  title: 'After two denials Android asks no more, and the page is told so at once',
  asks: [10, 16],
  phones: ['android-14', 'android-13', 'android-16'],
  async run({ phone, step }) {
    const denied = (canAskAgain: boolean) => ({ granted: false, canAskAgain });
    await step('The page asks, and Anna swipes the dialog away: that is no denial', async () => {
      expectThat('the answer', await answersTheDialog(phone, 'dismiss'), denied(true));
    });
    await step('It asks again, and she does not allow it', async () => {
      expectThat('the answer', await answersTheDialog(phone, 'deny'), denied(true));
    });
    await step('It asks a third time, and she does not allow it again', async () => {
      expectThat('the answer', await answersTheDialog(phone, 'deny'), denied(false));
    });
    await step('From now on no dialog comes; the answer says that only the settings help', async () => {
      expectThat('the answer', await askForNotifications(phone), denied(false));
    });
    await step('She opens the settings from the app and switches notifications on', async () => {
      await phone.page.evaluate('median.open.appSettings()');
      await phone.until('the settings are open', ({ settingsOpen }) => settingsOpen);
      await phone.setNotifications(true);
      await phone.launch();
      expectThat('the answer', await askForNotifications(phone), { granted: true });
    });
  },
});
