import type { Locator } from 'playwright-core';
import type { ControlClient } from '../../control/client.ts';
import { type Home, toHome } from '../page/to-home.ts';
import type { DrivenPhone } from '../phone.ts';
import type { LabPage } from './lab-page.ts';

export interface LabPhoneOptions extends Home {
  /** The phone's card in the lab. */
  card: Locator;
  page: LabPage;
  /** The one mouse of the browser window: the phones are driven side by side. */
  press(target: Locator): Promise<void>;
  control: ControlClient;
}

/** A phone of the Device Lab. What the screen shows and what a person presses goes through the lab's DOM. */
export function createLabPhone(options: LabPhoneOptions): DrivenPhone {
  const { id, name, card, page, press, control } = options;
  const dialog = card.getByRole('alertdialog');
  const shade = card.locator('.shade');
  const open = async () => {
    // What a person has pulled down covers the app.
    if (await shade.isVisible()) await press(shade.getByRole('button', { name: 'Close' }));
    const { page: before } = await control.phone(id);
    const { page: after } = await control.launch(id);
    // Only a new process starts on the start page.
    if (after.generation !== before.generation) await toHome(options);
  };
  const kill = async () => {
    await control.kill(id);
    await page.gone();
  };
  return {
    ...{ id, name, page, kill },
    view: () => control.phone(id),
    dialog: (ms) =>
      dialog.waitFor({ timeout: ms }).then(
        async () => (await dialog.locator('h3').textContent()) ?? '',
        () => undefined,
      ),
    async answer(answer) {
      await press(dialog.getByRole('button', { name: answer === 'allow' ? /^Allow$/ : /^Don.t allow$/i }));
      await dialog.waitFor({ state: 'detached' });
    },
    async switchNotifications(on) {
      await control.background(id);
      await control.setNotifications(id, on);
      await open();
    },
    notification: (title, ms) =>
      noteOf(card, title)
        .waitFor({ timeout: ms })
        .then(
          () => true,
          () => false,
        ),
    async tap(title) {
      if (!(await shade.isVisible()))
        await press(card.getByRole('button', { name: `Notifications on ${name}` }));
      await press(noteOf(shade, title));
    },
    async reinstall() {
      await kill();
      await control.reinstall(id);
      await open();
    },
    async ready() {
      await control.launch(id);
      await toHome(options);
    },
    launch: open,
    background: async () => void (await control.background(id)),
    async picture(caption) {
      // A picture is evidence beside others: where none can be taken the verdict stands without it.
      const jpeg = await card
        .locator('.device')
        .screenshot({ type: 'jpeg', quality: 70 })
        .catch(() => undefined);
      return { kind: 'picture', caption, ...(jpeg ? { jpeg: jpeg.toString('base64') } : {}) };
    },
  };
}

const noteOf = (place: Locator, title: string) => place.getByRole('button', { name: title }).first();
