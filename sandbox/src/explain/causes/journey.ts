import type { Line } from './words.ts';

/** Why a journey passes a person over, by the code in `skipped`. */
export const skips: Record<string, Line> = {
  'person-unknown': [
    'Dynamics has no person with this id.',
    'operator',
    'Send to the GUID of a contact, lead or profile that is there, or add the person first.',
  ],
  'wrong-entity': [
    'The id belongs to a row of another table than the audience of the journey.',
    'operator',
    'Use the GUID of a row of the journey’s audience: contact, lead or profile.',
  ],
  'message-deleted': ['The push message was deleted.', 'operator', 'Let the push tile send another message.'],
  'message-inactive': [
    'The push message was deactivated, which stops all its sends.',
    'operator',
    'Make another message ready to send and use it in the journey.',
  ],
  'message-not-ready': [
    'The push message is still a draft.',
    'operator',
    'Publish the message before the journey sends it.',
  ],
  'mobile-app-unknown': [
    'The mobile app of the push message is not in the channel any more.',
    'operator',
    'Choose a mobile app that is there in the message.',
  ],
  'message-expired': [
    'The push tile’s expiry was over when it was this person’s turn.',
    'operator',
    'Set a later expiry, or see what held the person up: a wait, quiet times.',
  ],
  'frequency-cap': [
    'The person has had as many commercial pushes as the frequency cap allows.',
    'operator',
    'Wait for the next period, raise the cap, or make the message transactional.',
    'clock.advance(ms) moves the time.',
  ],
  'no-device': [
    'Dynamics holds no device of this person in this app.',
    'page',
    'The page must call registerDevice with this person’s userId, after permission was given; then the registration must be confirmed. See that call in the timeline.',
  ],
  interrupted: [
    'The sandbox ended while this push was on its way.',
    'test',
    'Send it again; a push is not sent twice by itself.',
  ],
};

/** What the Dynamics twin says when it has not sent to a device, where no push service was asked. */
export const unsent: Record<string, Line> = {
  'app-switched-off': [
    'The mobile app channel is switched off for this platform.',
    'operator',
    'Switch the mobile app on for iOS or Android in the channel.',
  ],
  'credentials-absent': [
    'The mobile app channel has no credentials for this platform.',
    'operator',
    'Give the channel Apple’s key or Google’s service account.',
  ],
  'device-not-registered': [
    'Dynamics sent it to other devices of this person: it does not hold the token of this phone for them.',
    'page',
    'The page on this phone must call registerDevice with this person’s userId; a token that was replaced must be registered anew.',
  ],
  'provider-failed': [
    'The push service did not take the push, with a reason that is not in the table.',
    'operator',
    'See the words of the push service.',
  ],
};

/** Why Dynamics refuses a registration, by FailureReason (facts: dynamics.md §2). */
export const registrationFailures: Record<string, Line> = {
  DuplicateExists: [
    'Dynamics holds this device for this person already.',
    'dynamics',
    'Nothing to do: it counts as registered. A backend of your own should take it so, too.',
  ],
  DryRunSendingFailed: [
    'Dynamics sent an invisible test push to the token, and the push service refused it.',
    'operator',
    'See the push service’s reason before it: a dead token, or credentials in the channel that do not fit the app.',
  ],
  DeviceTokenTooLong: [
    'The device token is longer than Dynamics stores.',
    'dynamics',
    'Check that the token is sent as the phone’s system gave it. Where it is, the limit of the Dynamics twin is lower than it was in practice: its switches apnsTokenLimit and fcmTokenLimit set it.',
  ],
  FailedToStoreDevice: [
    'Dynamics could not store the device.',
    'dynamics',
    'Register again later; the gateway does so by itself.',
  ],
  ApiTokenNotValid: [
    'The ApiToken is not one of this mobile app.',
    'operator',
    'Copy the access token of the mobile app channel into the gateway’s configuration, or into your backend’s.',
  ],
};
