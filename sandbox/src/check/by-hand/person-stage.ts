import type { CheckedChannel } from '../channel.ts';
import { hasDialog, type PhoneKind } from '../item.ts';
import type { Outcome } from '../phone.ts';
import { said } from '../said.ts';
import type { Stage } from '../stage.ts';
import { until } from '../until.ts';
import { block } from '../verdict.ts';
import { blocked, type PersonPhone } from './person-phone.ts';

export interface PersonStageOptions {
  phone: PersonPhone;
  kind: PhoneKind;
  channel: CheckedChannel;
  userId: string;
  /** The person has said that the app was installed for this check. */
  isNew: boolean;
}

/**
 * Puts a phone in a person's hand into the situation that an item starts from. It cannot be set back: an iPhone asks
 * once, and its settings have no switch before. So the dialog is the first way to permission, the settings the second.
 */
export function createPersonStage({ phone, kind, channel, userId, isNew }: PersonStageOptions): Stage {
  const asks = hasDialog(kind);
  let prompted: { choice: string; outcome: Outcome } | undefined;
  let registered = false;
  const prompt = async () => {
    prompted ??= await phone.prompt();
    return prompted;
  };
  const status = async () => (await phone.view()).permission.status;
  const stage: Stage = {
    async fresh() {
      if (!isNew) throw blocked('an app that was installed for this check', 'one that was used before');
      if (prompted) throw blocked('an app that has asked nobody', 'one that has asked for permission');
      // Where nobody is asked, an item before may have switched it off.
      if (!asks && (await status()) !== 'granted') await phone.switchNotifications(true);
    },
    async ask() {
      const { choice, outcome } = await prompt();
      const dialog = choice === 'nothing' ? undefined : 'as the person says';
      return { dialog, outcome: Promise.resolve(outcome) };
    },
    async asked() {
      const { choice, outcome } = await prompt();
      if (choice === 'nothing')
        block(1, { expected: 'the permission dialog on the screen', came: 'no dialog' });
      if (choice !== 'allowed') throw blocked('the person to press Allow', 'they did not');
      return { outcome: phone.whileOpen(outcome) };
    },
    async permitted() {
      if ((await status()) === 'granted') return;
      if (asks && isNew && !prompted) await prompt();
      if ((await status()) !== 'granted') await phone.switchNotifications(true);
    },
    async denied() {
      if (asks && isNew && !prompted) await prompt();
      await phone.switchNotifications(false);
      return {};
    },
    async register(user, how) {
      registered = false;
      phone.page.forgiveErrors();
      const outcome = await phone.page.call('registerDevice', { userId: user }, how);
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
      if (!channel.open) return;
      const { token } = await phone.view();
      const held = await until(channel.holdsWithinMs, async () =>
        (await channel.devicesWith(token)).some(({ result }) => result === 'Success'),
      );
      if (!held)
        block(11, {
          expected: 'the phone in the device table of Dynamics',
          came: 'no row with result Success',
        });
    },
    reloaded() {
      registered = false;
    },
    touched() {},
  };
  return stage;
}
