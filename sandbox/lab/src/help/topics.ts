import * as check from './checks.ts';
import type { Check, Jump } from './finding.ts';

/** A question that people have, with its answer. */
export interface Topic {
  /** In the address: `?help=nothing-arrives`. */
  id: string;
  question: string;
  /** Other words for it, for the search. */
  words: string;
  /** Paragraphs. */
  answer: readonly string[];
  /** What to look at, in this order. */
  checks: readonly Check[];
  jumps?: readonly Jump[];
  /** Paths in the repository. */
  docs?: readonly string[];
}

const toTimeline: Jump = { label: 'Show the timeline', panel: 'timeline' };

export const TOPICS: readonly Topic[] = [
  {
    id: 'start',
    question: 'How do I begin?',
    words: 'first steps tutorial start newcomer try',
    answer: [
      'In a phone, press “Ask for permission” and allow it, then register the user. Send that person a push in the tab Push: it arrives on the phone. The timeline shows each step with its time, and where one stopped.',
    ],
    checks: [check.anyPhone, check.permission, check.registration],
    jumps: [{ label: 'Send a push', panel: 'push' }, toTimeline],
  },
  {
    id: 'nothing-arrives',
    question: 'I sent a push and nothing arrives',
    words: 'missing push not delivered not shown no notification segment inactive silent',
    answer: [
      'Open the push in the timeline: the station where it stopped is marked, with its cause and what to do. Most often one of these is the reason.',
      'In your own tenant look at the same things: is there a token, is permission given, is the person in the segment, is the channel on, was the app built with its google-services.json?',
    ],
    checks: [
      ...[check.anyPhone, check.permission, check.registration, check.reachable, check.channel],
      ...[check.planted, check.reachablePeople, check.gateway],
    ],
    jumps: [toTimeline],
    docs: ['docs/lab/timeline.md'],
  },
  {
    id: 'bridge-undefined',
    question: 'median.msdynamics is undefined',
    words: 'bridge functions undefined not a function library plugin missing build',
    answer: [
      'The functions are there in the app only, on pages of the configured origins, once the page has loaded: wait for median_library_ready, or import the module.',
      'They are absent on purpose where the app was built with the push provider “none”. Look at build in registrationInfo for what the app was built with.',
    ],
    checks: [check.bridge, check.site],
    docs: ['docs/own-app.md'],
  },
  {
    id: 'no-dialog',
    question: 'No permission dialog appears',
    words: 'prompt promptNotificationPermission android 12 ask denied settings',
    answer: [
      'Up to Android 12 there is none: permission is given without asking, and the answer is granted:true, unless notifications were switched off in Settings. From Android 13, and on iOS, the system asks.',
      'On iOS it asks once per install. After a refusal, send the person to Settings: median.open.appSettings().',
    ],
    checks: [check.dialog],
  },
  {
    id: 'register-fails',
    question: 'registerDevice answers success:false',
    words: 'reason user-id-unmapped permission-missing identity token-in-use refused error',
    answer: [
      'The answer has a reason. The usual ones: permission is missing (the wish is kept, and completed later), the user id has no person in Dynamics, or the channel’s credentials are wrong.',
      'A user id goes to Dynamics as the GUID of a contact, lead or profile; any other needs a rule in the gateway.',
    ],
    checks: [check.registration, check.channel, check.planted, check.gateway],
    jumps: [toTimeline],
    docs: ['docs/gateway/users.md', 'docs/gateway/reconcile.md'],
  },
  {
    id: 'not-in-dynamics',
    question: 'Registered, but not visible in Dynamics',
    words: 'device table empty pending contact id credentials',
    answer: [
      'Then something is set wrong on the side of Dynamics: the credentials of the mobile app, or the id of the person. A wrong access token does not fail: such a registration stays Pending for ever.',
    ],
    checks: [check.deviceRows, check.channel, check.planted],
    docs: ['docs/lab/channel.md'],
  },
  {
    id: 'tokens-empty',
    question: 'apnsToken or fcmToken is missing',
    words: 'registrationInfo token empty undefined order of calls old build',
    answer: [
      'The order matters: ask for permission, then call registerDevice, then registrationInfo. The token fields are there while permission is given and the registration is queued, sent or registered.',
      'If they are missing even then, the app may be an old build.',
    ],
    checks: [check.tokens],
  },
  {
    id: 'credentials-invalid',
    question: 'Credential validation says Invalid',
    words: 'p8 p12 service account key wrong file BadDeviceToken InvalidProviderToken sandbox production',
    answer: [
      'The push service has refused the key, certificate or service account. The channel shows the reason, and what to do about it.',
      'Valid does not say that the application mode is right: a key for both environments is good in either, and only the token of a phone shows that the mode is wrong (BadDeviceToken).',
    ],
    checks: [check.channel, check.planted],
    docs: ['docs/lab/channel.md'],
  },
  {
    id: 'tap-opens-wrong',
    question: 'A tap opens the wrong place',
    words: 'link deep link url browser tracking redirect consent opens',
    answer: [
      'The link of the push decides: a host of the app opens in it, any other in the browser, and a scheme of its own only if it is allowed. An empty link opens the app.',
      'With consent to tracking the tap goes through a redirect of Dynamics. The timeline shows every step of the tap, in the trace of its push.',
    ],
    checks: [check.site],
    jumps: [toTimeline],
  },
  {
    id: 'waiting',
    question: 'A journey waits, and I do not want to',
    words: 'time clock fast forward quiet times wait retry hours days',
    answer: [
      'Move the sandbox’s time forward: waits, quiet times, retries and expiries on the way happen at once. Time does not go back.',
    ],
    checks: [],
    jumps: [{ label: 'Move the time', panel: 'faults' }],
    docs: ['docs/lab/faults-and-time.md'],
  },
  {
    id: 'own-app',
    question: 'How do I see my own web app in the phones?',
    words: 'site localhost dev server proxy vite https unreachable blank',
    answer: [
      'Choose “Site in the phones” in the header, and give the address of your development server. The phones load it through a proxy that adds what the native app adds.',
    ],
    checks: [check.site],
    docs: ['docs/own-app.md'],
  },
];

/** Topics that contain every word of a search. */
export function topicsWith(text: string): readonly Topic[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  return TOPICS.filter(({ question, words: more, answer }) => {
    const said = [question, more, ...answer].join(' ').toLowerCase();
    return words.every((word) => said.includes(word));
  });
}
