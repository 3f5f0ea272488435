import type { Parts } from '../parts.ts';
import { PhoneRefusal } from '../refusal.ts';
import type { SimulatedPhone } from '../simulated-phone.ts';
import type { Scene } from '../state.ts';
import { permissionRules, ruleFor } from './permission.ts';

/** Apps for 30 and more lose what they were allowed when nobody uses them (facts: apns-fcm-phones.md §6.2). */
const LOSES_FROM_TARGET = 30;

type PermissionActions = Pick<
  SimulatedPhone,
  'setNotifications' | 'loseUnusedPermissions' | 'authorizeProvisionally' | 'answerQuiet'
>;

/** What changes the permission but the dialog. */
export function permissionActions(
  { state, record, changed }: Scene,
  { app, dialog }: Pick<Parts, 'app' | 'dialog'>,
): PermissionActions {
  const flip = (enabled: boolean, detail = {}) => {
    dialog.flip(enabled);
    record({
      kind: 'settings.notifications',
      summary: `The person switches notifications ${enabled ? 'on' : 'off'} in the system settings.`,
      detail: { status: state.permission.status, ...detail },
    });
    changed();
  };
  return {
    async setNotifications(enabled) {
      flip(enabled);
      if (state.app === 'foreground') await app.process()?.resumed();
    },
    async loseUnusedPermissions() {
      const { platform, targetLevel = 0 } = state.system;
      if (platform === 'ios') throw new PhoneRefusal('android-only');
      const asker = permissionRules[ruleFor(state.system)].asker;
      // Before 33 there is no permission that could be taken.
      if (asker === 'nobody' || targetLevel < LOSES_FROM_TARGET) throw new PhoneRefusal('permission-kept');
      app.kill('unused');
      // Assumed: it may be asked for as at first. What the person had refused stays refused.
      if (state.permission.status === 'granted') state.permission = { status: 'undetermined', denials: 0 };
      record({
        kind: 'permission.lost',
        summary: 'Nobody has used the app for months: the system takes its permissions.',
        detail: { status: state.permission.status },
      });
      changed();
    },
    async authorizeProvisionally() {
      if (state.system.platform === 'android') throw new PhoneRefusal('ios-only');
      if (state.permission.status !== 'undetermined') throw new PhoneRefusal('permission-decided');
      state.permission = { status: 'provisional', denials: 0 };
      record({
        kind: 'permission.provisional',
        summary: 'The app may notify quietly until the person decides: no dialog was shown.',
      });
      changed();
    },
    async answerQuiet(notificationId, answer) {
      if (state.system.platform === 'android') throw new PhoneRefusal('ios-only');
      if (!state.tray.some(({ id }) => id === notificationId)) throw new PhoneRefusal('notification-unknown');
      if (state.permission.status !== 'provisional') throw new PhoneRefusal('question-absent');
      record({
        kind: 'permission.quiet-answered',
        summary: `The person answers under a quiet notification: ${answer}.`,
        detail: { answer },
      });
      if (answer === 'keep-prominent') state.permission = { status: 'granted', denials: 0 };
      if (answer === 'turn-off') state.permission = { status: 'denied', denials: 1 };
      dialog.settle();
      changed();
    },
  };
}
