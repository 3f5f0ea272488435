import type { Line } from './words.ts';

const credentials =
  'Check the key, key id, team id and bundle id in the mobile app channel, or of your own sender.';
const sender = 'Correct what the sender puts into the request; Apple names the field in the reason.';
const later =
  'Send again later; where the answer has a retry-after, not before. If it never passes, look whether a fault was planted.';

/** Why APNs refuses a push, by Apple’s own reason (facts: apns-fcm-phones.md §1.6). */
export const apnsReasons: Record<string, Line> = {
  BadCollapseId: ['The apns-collapse-id is over 64 bytes.', 'caller', sender],
  BadDeviceToken: [
    'APNs does not know this token in this environment: a token of the development environment does not work in production, nor the other way round.',
    'operator',
    'Send tokens of debug builds to the development environment (applicationMode sandbox) and those of released builds to production.',
  ],
  BadExpirationDate: ['The apns-expiration is not a number of seconds.', 'caller', sender],
  BadMessageId: ['The apns-id is not a UUID.', 'caller', sender],
  BadPriority: ['The apns-priority is none of 1, 5 and 10.', 'caller', sender],
  BadTopic: ['The apns-topic is not valid.', 'caller', sender],
  DeviceTokenNotForTopic: [
    'The token is of another app than the apns-topic names.',
    'operator',
    'Use the bundle id of the app that the token comes from.',
  ],
  DuplicateHeaders: ['A header came twice.', 'caller', sender],
  IdleTimeout: ['The connection was idle for too long.', 'network', 'Open a new connection and send again.'],
  InvalidPushType: ['The apns-push-type is not one that Apple knows, or not allowed here.', 'caller', sender],
  MissingDeviceToken: ['The path names no device token.', 'caller', sender],
  MissingTopic: ['The apns-topic is missing.', 'caller', sender],
  PayloadEmpty: ['The request has no payload.', 'caller', sender],
  TopicDisallowed: ['Pushes to this topic are not allowed.', 'operator', credentials],
  BadCertificate: ['The client certificate is not valid.', 'operator', credentials],
  BadCertificateEnvironment: [
    'The client certificate is of the other environment.',
    'operator',
    'Use the certificate of development or production, as the token is.',
  ],
  BadEnvironmentKeyInToken: [
    'The key is limited to the other environment.',
    'operator',
    'Use a key of development or production, as the token is.',
  ],
  ExpiredProviderToken: [
    'The sender’s provider token is over an hour old.',
    'caller',
    'Make a new one at least once an hour; use the same one for at least 20 minutes.',
  ],
  Forbidden: ['Apple forbids this.', 'operator', credentials],
  InvalidProviderToken: [
    'The provider token is not signed with a key of this team.',
    'operator',
    credentials,
  ],
  MissingProviderToken: ['The request proves by nothing who sends it.', 'operator', credentials],
  UnrelatedKeyIdInToken: ['The key id does not belong to the team or app.', 'operator', credentials],
  BadPath: ['The path is not one of APNs.', 'caller', sender],
  MethodNotAllowed: ['The method is not POST.', 'caller', sender],
  ExpiredToken: [
    'The token has expired.',
    'user',
    'The app must be opened so that it registers its new token; this one is to be forgotten.',
  ],
  Unregistered: [
    'The token is dead: the app was removed, installed anew, or has another token by now.',
    'user',
    'The app must be opened so that it registers its new token; this one is to be forgotten.',
  ],
  PayloadTooLarge: ['The payload is over 4 KB.', 'caller', 'Send less: shorten text, link or image URL.'],
  TooManyProviderTokenUpdates: [
    'The sender makes provider tokens too often.',
    'caller',
    'Use one for at least 20 minutes.',
  ],
  TooManyRequests: ['Too many pushes in a row went to this one phone.', 'caller', later],
  InternalServerError: ['APNs has failed.', 'network', later],
  ServiceUnavailable: ['APNs is not available.', 'network', later],
  Shutdown: ['APNs is going away.', 'network', later],
};
