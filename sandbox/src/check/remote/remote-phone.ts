import type { ControlClient } from '../../control/client.ts';
import type { Phone } from '../../control/wire.ts';
import { CheckFailure } from '../check-failure.ts';
import { LOAD_MS } from '../page/driven-page.ts';
import { type Home, toHome } from '../page/to-home.ts';
import type { DrivenPhone } from '../phone.ts';
import { until } from '../until.ts';
import { dialogOn, screenOf } from './screen.ts';

export interface RemotePhoneOptions extends Home {
  control: ControlClient;
}

/** How long whoever shows phones may take to show this one. */
const SHOWN_MS = 20_000;

/**
 * A phone whose page somebody else shows, such as the lab in a person's browser: screen and switches are what the
 * phone's system says, a press is the person's.
 */
export function createRemotePhone(options: RemotePhoneOptions): DrivenPhone {
  const { id, name, page, control } = options;
  const view = () => control.phone(id);
  const open = async () => {
    const { page: before } = await view();
    const { page: after } = await control.launch(id);
    // Only a new process starts on the start page.
    if (after.generation !== before.generation) await toHome(options);
  };
  const kill = async () => {
    await control.kill(id);
    await until(LOAD_MS, async () => !(await view()).page.connected);
  };
  return {
    ...{ id, name, page, kill, view },
    dialog: (ms) => until(ms, async () => dialogOn(await view())),
    answer: async (answer) => void (await control.answerDialog(id, answer)),
    async switchNotifications(on) {
      await control.background(id);
      await control.setNotifications(id, on);
      await open();
    },
    // What comes quietly shows no banner and is not seen unless somebody looks for it.
    notification: async (title, ms) =>
      (await until(ms, async () => {
        const note = noteOf(await view(), title);
        return note && note.quiet === undefined;
      })) ?? false,
    async tap(title) {
      const note = noteOf(await view(), title);
      if (!note) throw new Error(`“${title}” is not among the notifications of ${name}`);
      await control.tap(id, note.id);
    },
    async reinstall() {
      await kill();
      await control.reinstall(id);
      await open();
    },
    async ready() {
      await control.launch(id);
      const shown = await until(SHOWN_MS, async () => (await view()).page.connected);
      if (!shown) throw new CheckFailure('page-unshown', name);
      await toHome(options);
    },
    launch: open,
    background: async () => void (await control.background(id)),
    picture: async (caption) => screenOf(caption, await view()),
  };
}

const noteOf = ({ tray }: Phone, title: string) => tray.find((note) => note.title === title);
