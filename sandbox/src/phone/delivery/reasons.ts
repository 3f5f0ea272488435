import type { QuietReason } from '../../control/wire.ts';

/**
 * What becomes of a push on the phone, other than that it is shown. Codes are stable: they are `detail.reason` of the
 * timeline's `push.not-shown`, `push.offline` and `push.held`, and `detail.quiet` of `push.shown`.
 */

/**
 * Why an arrival was not shown; the words complete "The phone does not show it: …". `fault`: what a person would call
 * one marks where the path stopped.
 */
export const notShown = {
  'never-opened': {
    why: 'the app was never opened, and Android hands it nothing before that',
    fault: true,
  },
  'force-stopped': {
    why: 'the app was force-stopped, and Android hands it nothing until the person opens it',
    fault: true,
  },
  'force-quit': {
    why: 'the app was swiped away, and iOS does not wake it for a silent push',
    fault: true,
  },
  throttled: {
    why: 'it is silent, and iOS wakes an app in the background for a few of these an hour only',
    fault: true,
  },
  silent: { why: 'it has neither title nor body', fault: false },
  permission: { why: 'the person does not allow notifications', fault: true },
  'channel-blocked': { why: 'the person has blocked its notification channel', fault: true },
  hidden: { why: 'the app wants it hidden', fault: false },
  'app-ended': { why: 'the app ended before it had decided', fault: true },
} as const;
export type NotShown = keyof typeof notShown;

/** Why the push service keeps a push for later, as a sentence. */
export const held = {
  offline: 'The phone is offline; the push service keeps the push.',
  doze: 'The phone sleeps (Doze); a push of normal priority waits until it wakes.',
} as const;

/** Why a notification comes without banner and sound; completes "The phone lists it quietly: …". */
export const quietly: Record<QuietReason, string> = {
  provisional: 'the app is authorised provisionally only',
  focus: 'a Focus is on, and it is not time-sensitive',
  passive: 'its interruption level is passive',
  channel: 'the importance of its channel is low',
};
