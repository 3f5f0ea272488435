import type { Phone } from '../../../../../src/control/wire.ts';

/** Why something cannot be done to a phone now; undefined where it can. */
type WhyNot = (phone: Phone) => string | undefined;

const NOT_RUNNING = 'The app is not running: launch it first.';

/** From here on Android has a permission to notify. */
const WITH_PERMISSION = 33;
/** Apps for lower levels keep what they were allowed. */
const LOSES_FROM_TARGET = 30;

/** What a person, the system or the app could not do on a phone as it is. The sandbox has the last word. */
export const whyNot = {
  launch: ({ state }) => (state === 'foreground' ? 'The app is in front already.' : undefined),
  home: ({ state }) => (state === 'foreground' ? undefined : 'The app is not in front.'),
  kill: ({ state }) => (state === 'killed' ? 'The app is not running.' : undefined),
  load: ({ state }) => (state === 'foreground' ? undefined : 'The app is not in front: launch it first.'),
  forceStop: ({ forceStopped }) => (forceStopped ? 'The app is stopped already.' : undefined),
  makeChannel: ({ state }) => (state === 'killed' ? NOT_RUNNING : undefined),
  authorizeProvisionally: ({ permission }) =>
    permission.status === 'undetermined' ? undefined : 'The person has decided already.',
  loseUnusedPermissions: ({ apiLevel = 0, targetLevel = 0 }) => {
    if (apiLevel < WITH_PERMISSION) return 'Before Android 13 there is no permission that could be taken.';
    return targetLevel < LOSES_FROM_TARGET
      ? 'Only apps built for API level 30 or higher lose it.'
      : undefined;
  },
} satisfies Record<string, WhyNot>;
