import type { Locator } from 'playwright-core';
import type { ControlClient } from '../../control/client.ts';
import { CheckFailure } from '../check-failure.ts';
import type { CheckedPhone } from '../phone.ts';
import type { LabPage } from './lab-page.ts';

export interface LabPhoneOptions {
  id: string;
  name: string;
  /** The phone's card in the lab. */
  card: Locator;
  page: LabPage;
  /** The one mouse of the browser window: the phones are driven side by side. */
  press(target: Locator): Promise<void>;
  control: ControlClient;
  /** Path of the page to check; absent: wherever the site's start page leads to. */
  home?: string | undefined;
}

export interface LabPhone extends CheckedPhone {
  /** Opens the app as it is, on the page to check. */
  ready(): Promise<void>;
}

/** A phone of the Device Lab. What the screen shows and what a person presses goes through the lab's DOM. */
export function createLabPhone({ id, name, card, page, press, control, home }: LabPhoneOptions): LabPhone {
  const dialog = card.getByRole('alertdialog');
  const open = async () => {
    const { page: before } = await control.phone(id);
    const { page: after } = await control.launch(id);
    // Only a new process starts on the start page.
    if (after.generation !== before.generation) await toHome();
  };
  const toHome = async () => {
    if (home === undefined) return settle();
    const start = new URL((await control.phone(id)).page.url).pathname;
    const loaded = await page.loaded(start);
    if (!loaded) throw new CheckFailure('page-unreachable', `${name} waited for ${start}.`);
    if (start === home) return;
    await control.load(id, home);
    if (!(await page.loaded(home))) throw new CheckFailure('page-unreachable', `${name} waited for ${home}.`);
  };
  const settle = async () => {
    if (await page.settled()) return;
    throw new CheckFailure(
      'page-unreachable',
      `${name} shows no page of it: it may have left for another site.`,
    );
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
      await press(card.getByRole('button', { name: `Notifications on ${name}` }));
      await press(noteOf(card.locator('.shade'), title));
    },
    async reinstall() {
      await kill();
      await control.reinstall(id);
      await open();
    },
    async ready() {
      await control.launch(id);
      await toHome();
    },
    launch: open,
    background: async () => void (await control.background(id)),
    async picture(caption) {
      const jpeg = await card.locator('.device').screenshot({ type: 'jpeg', quality: 70 });
      return { kind: 'picture', caption, jpeg: jpeg.toString('base64') };
    },
  };
}

const noteOf = (place: Locator, title: string) => place.getByRole('button', { name: title }).first();
