import type { Problem } from '../../result.ts';

/** One thing wrong: pushes do not arrive on the iPhone, so nothing can be tapped there. */
export const noArrival: Record<string, Problem> = {
  '12': {
    expected: 'a notification “Your renewal is due” on the screen of the iPhone 17',
    came: 'no notification within 10 s; APNs answered 400 BadDeviceToken',
    remedy: 'Give the channel the key for development builds, or check a release build.',
  },
  '14 iphone/bare': blockedBy12(),
  '14 iphone/median-js-bridge': blockedBy12(),
};

function blockedBy12(): Problem {
  return {
    expected: 'a notification on the screen to tap',
    came: 'no notification',
    remedy: 'Mend item 12 first; this item needs it and says nothing until then.',
    blockedBy: 12,
  };
}

/** The same push, with what the timeline tells of its way. */
export const stoppedAtApns: Record<string, Problem> = {
  '12': {
    expected: 'a notification “Your renewal is due” on the screen of the iPhone 17',
    came: 'no notification within 10 s',
    remedy: 'The timeline shows the last hop that saw it.',
    stop: {
      traceId: '4bf92f3577b34da6a3ce929d0e0e4736',
      ...{ hop: 'apns', code: 'Unregistered', cause: 'The token is dead.' },
      ...{ whose: 'the person’s', remedy: 'Open the app again.' },
    },
  },
};
