import type { SystemPermission } from '@journeys-push/shell/core';
import { newTraceId } from '../../trace.ts';
import { PhoneRefusal } from '../refusal.ts';
import type { Scene } from '../state.ts';
import { type DialogAnswer, type PermissionRules, permissionRules, ruleFor } from './permission.ts';

/** The system's permission to notify, with its dialog. */
export interface PermissionDialog {
  read(): SystemPermission;
  /** Whether a dialog may still come, whoever brings it. */
  canAskAgain(): boolean;
  /** The app asks. Shows the dialog if the system would; settles with the person's answer. */
  request(traceId: string | undefined): Promise<SystemPermission>;
  /** Android, app target 32 or less: the moment has come at which the system asks by itself, if it does. */
  systemAsks(): void;
  /** Whether the dialog is on the screen: it belongs to the app and is seen with it. */
  visible(): boolean;
  answer(answer: DialogAnswer): void;
  /** The person flips the switch in the system's settings. */
  flip(on: boolean): void;
  /** The state has changed by other ways: a dialog whose question is answered goes. */
  settle(): void;
  /** The asking process is gone, and its dialog with it. */
  cancel(): void;
}

interface Asked {
  by: 'app' | 'system';
  traceId: string | undefined;
  answered: ((permission: SystemPermission) => void)[];
}

/** `resumed`: the dialog of the system has gone, which covered the app. */
export function createPermissionDialog(scene: Scene, resumed: () => void): PermissionDialog {
  const { state, record, changed } = scene;
  const rules = (): PermissionRules => permissionRules[ruleFor(state.system)];
  let asked: Asked | undefined;
  const read = () => rules().reads(state.permission);
  const visible = () => asked !== undefined && state.app === 'foreground';
  const open = (by: Asked['by'], traceId: string | undefined): Asked => {
    const summary =
      by === 'app' ? 'The system shows the permission dialog.' : 'The system asks for permission by itself.';
    record({ kind: 'permission.asked', traceId, summary, detail: { by } });
    asked = { by, traceId, answered: [] };
    changed();
    return asked;
  };
  const close = () => {
    const { by, answered = [] } = asked ?? {};
    asked = undefined;
    for (const settle of answered) settle(read());
    changed();
    if (by === 'system') resumed();
  };
  const settle = () => {
    if (asked && !rules().shows(state.permission)) close();
  };
  return {
    read,
    canAskAgain() {
      const { asker, shows } = rules();
      return (asker === 'system' && shows(state.permission)) || read().canAskAgain;
    },
    visible,
    settle,
    async request(traceId) {
      const { asker, shows } = rules();
      if (asker !== 'app' || !shows(state.permission)) return read();
      const { answered } = asked ?? open('app', traceId);
      return new Promise((resolve) => answered.push(resolve));
    },
    systemAsks() {
      const { asker, shows } = rules();
      if (asker === 'system' && !asked && shows(state.permission)) open('system', newTraceId());
    },
    answer(answer) {
      if (!asked || !visible()) throw new PhoneRefusal('dialog-absent');
      const change = rules().answers[answer];
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
      state.permission = rules().switched(state.permission, on);
      settle();
    },
    cancel() {
      asked = undefined;
    },
  };
}
