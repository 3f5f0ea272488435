import type { ChannelDevice, Phone } from '../control/wire.ts';
import type { CheckedChannel } from './channel.ts';
import type { CallForm, CheckedPhone, Outcome } from './phone.ts';
import { said } from './said.ts';
import { until } from './until.ts';
import { block } from './verdict.ts';

/** How long the phone's system may take to show its dialog. */
export const DIALOG_MS = 6_000;

/** How long Dynamics may take to hold a registration after the page's call was answered, which waits for it too. */
export const REGISTRATION_MS = 6_000;

/**
 * Puts a phone into the situation that an item starts from. It takes the shortest way from where the phone is and, as
 * far as it can, not the one that the item judges: a broken dialog must not make every item red that needs permission.
 */
export interface Stage {
  /** Just installed: permission not asked for, nobody registered. */
  fresh(): Promise<void>;
  /** The page asks for permission. */
  ask(): Promise<{ dialog: string | undefined; outcome: Promise<Outcome> }>;
  /** The page has asked, the dialog is on the screen. */
  asked(): Promise<{ outcome: Promise<Outcome> }>;
  permitted(): Promise<void>;
  /** Refused by the dialog where there is one: `asked` is the call that showed it. */
  denied(): Promise<{ asked?: Promise<Outcome> }>;
  /** The page registers somebody. */
  register(userId: string, how?: CallForm): Promise<Outcome>;
  /** The page has registered the phone's person. */
  registered(): Promise<void>;
  /** And Dynamics holds this phone's token. */
  reachable(): Promise<void>;
  /** The page has loaded once more: it may have registered a user of its own. */
  reloaded(): void;
  /** The item before has done more than look. */
  touched(): void;
}

const unheld = {
  expected: 'the phone in the device table of Dynamics',
  came: 'no row with result Success',
};

export interface StageOptions {
  phone: CheckedPhone;
  channel: CheckedChannel;
  userId: string;
}

export function createStage({ phone, channel, userId }: StageOptions): Stage {
  let untouched = false;
  let registered = false;
  /** Until when Dynamics may take to hold it. */
  let due = 0;
  /** The phone was asked and has shown no dialog: asking again would only take time. */
  let dialogless = false;
  let asking: Promise<Outcome> | undefined;
  const stage: Stage = {
    async fresh() {
      if (untouched) return;
      await phone.reinstall();
      untouched = true;
      registered = false;
      asking = undefined;
    },
    async ask() {
      const outcome = phone.page.call('promptNotificationPermission');
      // Whoever has seen the dialog need not wait for the answer, which a stop of the check may keep from coming.
      outcome.catch(() => {});
      asking = outcome;
      const dialog = await phone.dialog(DIALOG_MS);
      dialogless = dialog === undefined;
      return { dialog, outcome };
    },
    async asked() {
      if (asking && (await phone.view()).dialog) return { outcome: asking };
      if (!dialogless) {
        await stage.fresh();
        const { dialog, outcome } = await stage.ask();
        if (dialog) return { outcome };
      }
      return block(1, { expected: 'the permission dialog on the screen', came: 'no dialog' });
    },
    async permitted() {
      const { permission, dialog } = await inFront(phone);
      if (dialog) await phone.answer('allow');
      else if (permission.status !== 'granted') await phone.switchNotifications(true);
    },
    async denied() {
      const { permission } = await inFront(phone);
      const asks = permission.status === 'undetermined' && !dialogless;
      const { dialog, outcome } = asks ? await stage.ask() : {};
      if (dialog) await phone.answer('deny');
      else await phone.switchNotifications(false);
      return dialog ? { asked: outcome } : {};
    },
    async register(user, how) {
      registered = false;
      // What a page throws by itself, as while it loads, is not for us to judge.
      phone.page.forgiveErrors();
      const outcome = await phone.page.call('registerDevice', { userId: user }, how);
      due = Date.now() + REGISTRATION_MS;
      registered = user === userId;
      return outcome;
    },
    async registered() {
      await stage.permitted();
      if (registered) return;
      const outcome = await stage.register(userId);
      if (outcome.kind !== 'answered')
        block(5, { expected: 'registerDevice to answer', came: said(outcome) });
    },
    async reachable() {
      await stage.registered();
      const { token } = await phone.view();
      const held = await until(due - Date.now(), async () => isHeld(await channel.devicesWith(token)));
      if (!held) block(11, unheld);
    },
    reloaded() {
      registered = false;
    },
    touched() {
      untouched = false;
    },
  };
  return stage;
}

/** An item that failed half-way may have left the app closed or behind. */
async function inFront(phone: CheckedPhone): Promise<Phone> {
  if ((await phone.view()).state !== 'foreground') await phone.launch();
  return phone.view();
}

const isHeld = (rows: ChannelDevice[]) => rows.some(({ result }) => result === 'Success');
