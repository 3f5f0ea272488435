import type { Phone } from '../../control/wire.ts';
import type { PushKind } from './push-content.ts';

export type AppState = Phone['state'];

/**
 * What the system does with an arrival.
 * `shownBy` `app`: the running core decides and the app draws it. `system`: drawn without asking the app; so are
 * notifications that the core would have hidden. `task`: no process runs, so Android starts a headless one.
 */
export interface Handling {
  /** Whether the running core is told of the arrival. */
  told: boolean;
  shownBy: 'app' | 'system' | 'task' | 'nobody';
}

const APP: Handling = { told: true, shownBy: 'app' };
const SYSTEM: Handling = { told: false, shownBy: 'system' };
const TASK: Handling = { told: false, shownBy: 'task' };
const QUIET: Handling = { told: true, shownBy: 'nobody' };
const NOTHING: Handling = { told: false, shownBy: 'nobody' };

type Rows = Partial<Record<PushKind, Record<AppState, Handling>>>;

/** Facts: apns-fcm-phones.md §6.1 (willPresent; background pushes) and §6.2 (message kinds). */
const rows: Record<Phone['platform'], Rows> = {
  ios: {
    alert: { foreground: APP, background: SYSTEM, killed: SYSTEM },
    // Not delivered to an app that the user swiped away.
    silent: { foreground: QUIET, background: QUIET, killed: NOTHING },
  },
  android: {
    notification: { foreground: APP, background: SYSTEM, killed: SYSTEM },
    data: { foreground: APP, background: APP, killed: TASK },
    silent: { foreground: QUIET, background: QUIET, killed: NOTHING },
  },
};

/** The row of §6 for a push of this kind while the app is in this state. */
export const handlingOf = (platform: Phone['platform'], kind: PushKind, state: AppState): Handling =>
  rows[platform][kind]?.[state] ?? NOTHING;
