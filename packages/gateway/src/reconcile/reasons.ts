import { type FailureReason, failureReasons } from '@journeys-push/contract/gateway-dynamics';

/**
 * What a reason asks of us (facts: dynamics.md §2).
 *
 * `registered` Dynamics has it already · `retry` with back-off · `retry-once` later, then as the next ·
 * `wait-for-device` refused until the device brings a new token, the page asks again or a day has passed ·
 * `stop-app` the access token is wrong: nothing more is sent with it until the configuration changes or a while has
 * passed.
 */
export type Verdict = 'registered' | 'retry' | 'retry-once' | 'wait-for-device' | 'stop-app';

interface Ruling {
  verdict: Verdict;
  /** For the page's developer. */
  message: string;
}

export const reasonTable: Record<FailureReason, Ruling> = {
  DuplicateExists: { verdict: 'registered', message: 'The device was registered already.' },
  DryRunSendingFailed: {
    verdict: 'retry-once',
    message:
      'Sending a test invisible notification failed for the given device token: the token is dead, or the APNs or FCM credentials of the mobile app channel are wrong.',
  },
  DeviceTokenTooLong: {
    verdict: 'wait-for-device',
    message: 'The device token is too long: often an FCM token sent as an APNs token.',
  },
  FailedToStoreDevice: { verdict: 'retry', message: 'Dynamics could not store the device.' },
  ApiTokenNotValid: {
    verdict: 'stop-app',
    message: 'Dynamics refused the access token of the mobile app channel.',
  },
};

/** The status API has been seen to show sentences where the documents name reasons. */
const SENTENCES: [pattern: RegExp, reason: FailureReason][] = [
  [/test invisible notification failed/i, 'DryRunSendingFailed'],
  [/api token is not valid/i, 'ApiTokenNotValid'],
];

/** Reads a `FailureReason`: an enum value or a sentence, stray spaces included. An unknown one is a refusal and shown. */
export function rulingOn(failureReason: string | null | undefined): Ruling {
  // Shown to people and kept in the database: printable characters only.
  const text = (failureReason ?? '').replace(/[^\x20-\x7e\u00a0-\ud7ff]/g, ' ').trim();
  const reason =
    failureReasons.find((known) => known.toLowerCase() === text.toLowerCase()) ??
    SENTENCES.find(([pattern]) => pattern.test(text))?.[1];
  if (reason) return reasonTable[reason];
  return {
    verdict: 'wait-for-device',
    message: `Dynamics refused: ${text.slice(0, 500) || 'no reason given'}.`,
  };
}
