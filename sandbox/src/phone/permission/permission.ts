import type { SystemPermission } from '@journeys-push/shell/core';
import * as z from 'zod';
import type { SystemState } from '../system/system.ts';

/** What the system remembers of the person's answer; removed with the app. */
export const PermissionState = z.object({
  status: z.enum(['undetermined', 'granted', 'denied', 'provisional']),
  /** How often the person said no. */
  denials: z.number().int(),
});
export type PermissionState = z.infer<typeof PermissionState>;

/** By platform, Android's API level, and the level that the app is built for. */
export type PermissionRule = 'ios' | 'android-33' | 'android-33-target-32' | 'android-32';
export type DialogAnswer = 'allow' | 'deny' | 'dismiss';

/** How one family of systems handles the permission to notify. Pure: state in, state out. */
export interface PermissionRules {
  /** After installing the app. */
  initial: PermissionState;
  /** Who brings the dialog to the screen. */
  asker: 'app' | 'system' | 'nobody';
  /** Whether the dialog comes when they do. */
  shows(state: PermissionState): boolean;
  /** The state after each answer the dialog offers. */
  answers: Partial<Record<DialogAnswer, (state: PermissionState) => PermissionState>>;
  /** The person flips the app's switch in the system's settings. */
  switched(state: PermissionState, on: boolean): PermissionState;
  /** What the system tells the app, as expo-notifications words it (facts: shell.md §6). */
  reads(state: PermissionState): SystemPermission;
}

const undetermined: PermissionState = { status: 'undetermined', denials: 0 };
const granted = (): PermissionState => ({ status: 'granted', denials: 0 });
const refusedBy = (denials: number): PermissionState => ({ status: 'denied', denials });
const offInSettings = (state: PermissionState) => (state.status === 'granted' ? refusedBy(1) : state);

/** After two denials Android shows the dialog no more (facts: apns-fcm-phones.md §6.2, "USER_FIXED"). */
const FINAL_DENIALS = 2;
/** Of an app for 32 or less one is final (§6.2). */
const FINAL_DENIALS_TARGET_32 = 1;

/** Before 33, and for an app that knows nothing of the permission, the app is told whether it may notify, no more. */
const readsSwitch: PermissionRules['reads'] = ({ status }) =>
  status === 'granted'
    ? { granted: true, canAskAgain: true, status: 'granted' }
    : { granted: false, canAskAgain: false, status: 'denied' };

export const permissionRules: Record<PermissionRule, PermissionRules> = {
  // Facts: apns-fcm-phones.md §6.1. The dialog is shown once; afterwards only Settings changes the answer.
  // Assumed: Settings has the app's switch before the app has asked, too; and an app that was authorised provisionally
  // may still show the dialog.
  ios: {
    initial: undetermined,
    asker: 'app',
    shows: ({ status }) => status === 'undetermined' || status === 'provisional',
    answers: { allow: granted, deny: () => refusedBy(1) },
    switched: (state, on) => (on ? granted() : refusedBy(state.denials)),
    // expo-notifications takes provisional for undecided.
    reads: ({ status }) => ({
      granted: status === 'granted',
      canAskAgain: status !== 'denied',
      status: status === 'provisional' ? 'undetermined' : status,
    }),
  },
  // Facts: apns-fcm-phones.md §6.2, app target 33+: off at install, two denials final, swiping the dialog away
  // changes nothing. Assumed: switching off in Settings weighs as one denial (AOSP sets USER_SET, not USER_FIXED).
  'android-33': {
    initial: undetermined,
    asker: 'app',
    shows: ({ status, denials }) => status !== 'granted' && denials < FINAL_DENIALS,
    answers: {
      allow: granted,
      deny: ({ denials }) => refusedBy(denials + 1),
      dismiss: (state) => state,
    },
    switched: (state, on) => (on ? granted() : offInSettings(state)),
    // A fresh install already says "denied" (facts: shell.md §6, #23908).
    reads: ({ status, denials }) => ({
      granted: status === 'granted',
      canAskAgain: denials < FINAL_DENIALS,
      status: status === 'granted' ? 'granted' : 'denied',
    }),
  },
  // Facts: apns-fcm-phones.md §6.2, app target 32 or less: the system asks by itself, and one denial is final.
  'android-33-target-32': {
    initial: undetermined,
    asker: 'system',
    shows: ({ status, denials }) => status !== 'granted' && denials < FINAL_DENIALS_TARGET_32,
    answers: {
      allow: granted,
      deny: ({ denials }) => refusedBy(denials + 1),
      dismiss: (state) => state,
    },
    switched: (state, on) => (on ? granted() : offInSettings(state)),
    reads: readsSwitch,
  },
  // Facts: apns-fcm-phones.md §6.2, API <= 32: no dialog, granted unless switched off in Settings.
  'android-32': {
    initial: granted(),
    asker: 'nobody',
    shows: () => false,
    answers: {},
    switched: (_, on) => (on ? granted() : refusedBy(0)),
    reads: readsSwitch,
  },
};

/** The API level from which on Android has the permission. */
const WITH_PERMISSION = 33;

/** The rule of a system for the app that is on it. */
export function ruleFor({ platform, apiLevel = 0, targetLevel = 0 }: SystemState): PermissionRule {
  if (platform === 'ios') return 'ios';
  if (apiLevel < WITH_PERMISSION) return 'android-32';
  return targetLevel < WITH_PERMISSION ? 'android-33-target-32' : 'android-33';
}

/** Who brings up the question for this permission on such a system. */
export const askerOf = (system: SystemState): PermissionRules['asker'] =>
  permissionRules[ruleFor(system)].asker;

/**
 * The state after the system was upgraded from one rule to another (facts: apns-fcm-phones.md §6.2, "upgraded to 33+"):
 * an app that had a channel and was not switched off keeps the permission, a former switch-off stays, and who had no
 * channel is as newly installed. Assumed: the switch-off weighs as one denial, as it does from 33 on.
 */
export function afterUpgrade(
  state: PermissionState,
  { from, to, hadChannel }: { from: PermissionRule; to: PermissionRule; hadChannel: boolean },
): PermissionState {
  if (from !== 'android-32' || to === 'android-32') return state;
  if (state.status === 'denied') return refusedBy(1);
  return hadChannel ? state : permissionRules[to].initial;
}
