import { errors, type Locator } from 'playwright-core';
import type { ControlClient } from '../../control/client.ts';
import { CheckFailure } from '../check-failure.ts';
import { type Home, toHome } from '../page/to-home.ts';
import type { DrivenPhone } from '../phone.ts';
import type { LabPage } from './lab-page.ts';

export interface LabPhoneOptions extends Home {
  /** The phone's card in the lab. */
  card: Locator;
  page: LabPage;
  /** The one mouse and keyboard of the browser window: the phones are driven side by side. */
  press(target: Locator, how?: 'pointer' | 'key'): Promise<void>;
  /** The lab is gone from the browser. */
  ended(): boolean;
  control: ControlClient;
}

/** A phone of the Device Lab. What the screen shows and what a person presses goes through the lab's DOM. */
export function createLabPhone(options: LabPhoneOptions): DrivenPhone {
  const { id, name, card, page, press, ended, control } = options;
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
      dialog
        .waitFor({ timeout: ms })
        .then(async () => (await dialog.locator('h3').textContent()) ?? '', noneInTime),
    async answer(answer) {
      await press(dialog.getByRole('button', { name: answer === 'allow' ? /^Allow$/ : /^Don.t allow$/i }));
      await dialog.waitFor({ state: 'detached' });
    },
    async switchNotifications(on) {
      await control.background(id);
      await control.setNotifications(id, on);
      await open();
    },
    notification: async (title, ms) =>
      (await noteOf(card, title)
        .waitFor({ timeout: ms })
        .then(() => true, noneInTime)) ?? false,
    async tap(title) {
      if (!(await shade.isVisible()))
        await press(card.getByRole('button', { name: `Notifications on ${name}` }));
      // With the pointer it would be a long press wherever the browser is slow to let go.
      await press(noteOf(shade, title), 'key');
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
      // A picture is evidence beside others: where none can be taken the verdict stands without it. Where the lab is
      // gone there is no verdict either: every one that is not green is pictured before it is told.
      const jpeg = await card
        .locator('.device')
        .screenshot({ type: 'jpeg', quality: 70 })
        .catch(() => {
          if (ended()) throw new CheckFailure('browser-ended');
          return undefined;
        });
      return { kind: 'picture', caption, ...(jpeg ? { jpeg: jpeg.toString('base64') } : {}) };
    },
  };
}

/** Of what the screen does not show in time; any other error says nothing about the screen. */
function noneInTime(error: unknown): undefined {
  if (!(error instanceof errors.TimeoutError)) throw error;
}

const noteOf = (place: Locator, title: string) => place.getByRole('button', { name: title }).first();
