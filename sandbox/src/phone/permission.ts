import type { SystemPermission } from '@journeys-push/shell/core';
import * as z from 'zod';

/** What the system remembers of the person's answer; removed with the app. */
export const PermissionState = z.object({
  status: z.enum(['undetermined', 'granted', 'denied']),
  /** How often the person said no to a dialog. */
  denials: z.number().int(),
});
export type PermissionState = z.infer<typeof PermissionState>;

export type PermissionRule = 'ios' | 'android-33' | 'android-32';
export type DialogAnswer = 'allow' | 'deny' | 'dismiss';

/** How one family of systems handles the permission to notify. Pure: state in, state out. */
export interface PermissionRules {
  /** After installing the app. */
  initial: PermissionState;
  /** Whether asking shows the dialog. */
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

/** After two denials Android shows the dialog no more (facts: apns-fcm-phones.md §6.2, "USER_FIXED"). */
const FINAL_DENIALS = 2;

export const permissionRules: Record<PermissionRule, PermissionRules> = {
  // Facts: apns-fcm-phones.md §6.1. The dialog is shown once; afterwards only Settings changes the answer.
  // Assumed: Settings has the app's switch before the app has asked, too.
  ios: {
    initial: undetermined,
    shows: ({ status }) => status === 'undetermined',
    answers: { allow: granted, deny: () => refusedBy(1) },
    switched: (state, on) => (on ? granted() : refusedBy(state.denials)),
    reads: ({ status }) => ({ granted: status === 'granted', canAskAgain: status !== 'denied', status }),
  },
  // Facts: apns-fcm-phones.md §6.2, app target 33+: off at install, two denials final, swiping the dialog away
  // changes nothing. Assumed: switching off in Settings weighs as one denial (AOSP sets USER_SET, not USER_FIXED).
  'android-33': {
    initial: undetermined,
    shows: ({ status, denials }) => status !== 'granted' && denials < FINAL_DENIALS,
    answers: {
      allow: granted,
      deny: ({ denials }) => refusedBy(denials + 1),
      dismiss: (state) => state,
    },
    switched: (state, on) => (on ? granted() : state.status === 'granted' ? refusedBy(1) : state),
    // A fresh install already says "denied" (facts: shell.md §6, #23908).
    reads: ({ status, denials }) => ({
      granted: status === 'granted',
      canAskAgain: denials < FINAL_DENIALS,
      status: status === 'granted' ? 'granted' : 'denied',
    }),
  },
  // Facts: apns-fcm-phones.md §6.2, API <= 32: no dialog, granted unless switched off in Settings.
  'android-32': {
    initial: granted(),
    shows: () => false,
    answers: {},
    switched: (_, on) => (on ? granted() : refusedBy(0)),
    reads: ({ status }) => ({ granted: status === 'granted', canAskAgain: status === 'granted', status }),
  },
};
