import type { Line } from './words.ts';

const later =
  'Send again later; where the answer has a retry-after, not before. If it never passes, look whether a fault was planted.';
const account =
  'Check the service account in the mobile app channel, or of your own sender: it must be of the Firebase project of the app.';

/** Why FCM refuses a message: its own error codes, then Google's statuses (facts: apns-fcm-phones.md §2.3). */
export const fcmReasons: Record<string, Line> = {
  UNSPECIFIED_ERROR: ['FCM says no more than that it failed.', 'network', later],
  INVALID_ARGUMENT: [
    'A field of the message is wrong, or the token is none.',
    'caller',
    'Correct the fields that the answer names; a token must be sent as the phone got it.',
  ],
  UNREGISTERED: [
    'The token is dead: the app was removed, installed anew, or has another token by now.',
    'user',
    'The app must be opened so that it registers its new token; this one is to be forgotten.',
  ],
  SENDER_ID_MISMATCH: [
    'The token is of another Firebase project.',
    'operator',
    'Use the service account of the project whose google-services.json is in the app.',
  ],
  QUOTA_EXCEEDED: ['Too many messages were sent.', 'caller', later],
  UNAVAILABLE: ['FCM is not available.', 'network', later],
  INTERNAL: ['FCM has failed.', 'network', later],
  THIRD_PARTY_AUTH_ERROR: [
    'FCM could not push on to Apple or the browser: the credentials there are wrong.',
    'operator',
    'Correct the APNs key in the Firebase project.',
  ],
  UNAUTHENTICATED: ['The access token is missing, wrong or expired.', 'operator', account],
  PERMISSION_DENIED: ['The service account may not send for this project.', 'operator', account],
  NOT_FOUND: ['There is no such project or target.', 'operator', account],
  RESOURCE_EXHAUSTED: ['Too many messages were sent.', 'caller', later],
  ABORTED: ['FCM broke the request off.', 'network', later],
  CANCELLED: ['The request was broken off.', 'caller', later],
  UNIMPLEMENTED: ['FCM does not do this.', 'caller', 'Correct the request.'],
  DEADLINE_EXCEEDED: ['FCM did not answer in time.', 'network', later],
  UNKNOWN: ['Google says no more than that it failed.', 'network', later],
};
