import type { SystemPermission } from '@journeys-push/shell/core';
import { type DialogAnswer, type PermissionRules, permissionRules } from './permission.ts';
import type { Profile } from './profiles.ts';
import { PhoneRefusal } from './refusal.ts';
import type { Scene } from './state.ts';

/** The system's permission to notify, with its dialog. */
export interface PermissionDialog {
  read(): SystemPermission;
  /** Shows the dialog if the system would; settles with the person's answer. */
  request(traceId: string | undefined): Promise<SystemPermission>;
  /** Whether the dialog is on the screen: it belongs to the app and is seen with it. */
  visible(): boolean;
  answer(answer: DialogAnswer): void;
  /** The person flips the switch in the system's settings. */
  flip(on: boolean): void;
  /** The asking process is gone, and its dialog with it. */
  cancel(): void;
  /** The app is installed anew. */
  reset(): void;
}

interface Asked {
  traceId: string | undefined;
  answered: ((permission: SystemPermission) => void)[];
}

export function createPermissionDialog(scene: Scene, profile: Profile): PermissionDialog {
  const { state, record, changed } = scene;
  const rules: PermissionRules = permissionRules[profile.permission];
  let asked: Asked | undefined;
  const read = () => rules.reads(state.permission);
  const visible = () => asked !== undefined && state.app === 'foreground';
  const close = () => {
    const answered = asked?.answered ?? [];
    asked = undefined;
    for (const settle of answered) settle(read());
    changed();
  };
  return {
    read,
    visible,
    async request(traceId) {
      if (!rules.shows(state.permission)) return read();
      if (!asked) {
        asked = { traceId, answered: [] };
        record({ kind: 'permission.asked', traceId, summary: 'The system shows the permission dialog.' });
        changed();
      }
      const { answered } = asked;
      return new Promise((resolve) => answered.push(resolve));
    },
    answer(answer) {
      if (!asked || !visible()) throw new PhoneRefusal('dialog-absent');
      const change = rules.answers[answer];
      if (!change) throw new PhoneRefusal('answer-not-offered');
      state.permission = change(state.permission);
      record({
        kind: 'permission.answered',
        traceId: asked.traceId,
        summary: `The person answers the permission dialog: ${answer}.`,
        detail: { answer, status: state.permission.status },
      });
      close();
    },
    flip(on) {
      state.permission = rules.switched(state.permission, on);
      // A dialog whose question the settings have answered has nothing left to ask.
      if (asked && !rules.shows(state.permission)) close();
    },
    cancel() {
      asked = undefined;
    },
    reset() {
      asked = undefined;
      state.permission = rules.initial;
    },
  };
}
