import type { QuietReason } from '../../control/wire.ts';

/**
 * What becomes of a push on the phone, other than that it is shown. Codes are stable: they are `detail.reason` of the
 * timeline's `push.not-shown` and `push.held`, and `detail.quiet` of `push.shown`.
 */
interface Reason {
  /** Completes "The phone does not show it: …". */
  why: string;
  /** What to do about it, for whoever expected to see it. */
  remedy: string;
  /** What a person would call a fault: it marks where the path stopped. */
  fault: boolean;
}

/** Why an arrival was not shown. */
export const notShown = {
  'never-opened': {
    why: 'the app was never opened, and Android hands it nothing before that',
    remedy: 'Open the app once after installing it.',
    fault: true,
  },
  'force-stopped': {
    why: 'the app was force-stopped, and Android hands it nothing until the person opens it',
    remedy: 'Open the app. Pushes that came meanwhile are lost.',
    fault: true,
  },
  'force-quit': {
    why: 'the app was swiped away, and iOS does not wake it for a silent push',
    remedy: 'Send a visible push, or open the app.',
    fault: true,
  },
  silent: {
    why: 'it has neither title nor body',
    remedy: 'Give it a title or a body, if a person is to see it.',
    fault: false,
  },
  permission: {
    why: 'the person does not allow notifications',
    remedy: 'Ask for the permission, or send the person to Settings where it cannot be asked for.',
    fault: true,
  },
  'channel-blocked': {
    why: 'the person has blocked its notification channel',
    remedy: 'Only the person can change this, in the settings of the channel.',
    fault: true,
  },
  hidden: {
    why: 'the app wants it hidden',
    remedy:
      'Look at the foreground display of the app’s configuration, and at its listener notificationReceived.',
    fault: false,
  },
  'app-ended': {
    why: 'the app ended before it had decided',
    remedy: 'Send it again.',
    fault: true,
  },
} as const satisfies Record<string, Reason>;
export type NotShown = keyof typeof notShown;

/** Why the push service keeps a push for later. */
export const held = {
  offline: {
    why: 'The phone is offline; the push service keeps the push.',
    remedy: 'It comes when the phone is online again, unless it expires before.',
    fault: false,
  },
  doze: {
    why: 'The phone sleeps (Doze); a push of normal priority waits until it wakes.',
    remedy: 'Send it with high priority if it must wake the phone.',
    fault: false,
  },
} as const satisfies Record<string, Reason>;

/** Why a notification went to the tray without banner and sound; completes "The phone lists it quietly: …". */
export const quietly: Record<QuietReason, Reason> = {
  provisional: {
    why: 'the app is authorised provisionally only',
    remedy: 'Ask for the permission with the dialog, or wait until the person keeps it prominently.',
    fault: false,
  },
  focus: {
    why: 'a Focus is on, and it is not time-sensitive',
    remedy: 'Send it with the interruption level time-sensitive, if it is.',
    fault: false,
  },
  passive: {
    why: 'its interruption level is passive',
    remedy: 'Send it with another interruption level, if it is to be noticed.',
    fault: false,
  },
  channel: {
    why: 'the importance of its channel is low',
    remedy: 'Only the person can change this, in the settings of the channel.',
    fault: false,
  },
};
