/** Why a push step passed somebody over: stable codes, each with a sentence for a person. */
export const SKIPS = {
  'person-unknown': 'there is no such person, or not any more',
  'wrong-entity': 'this id belongs to a row of another entity than the journey’s audience',
  'message-deleted': 'the push message was deleted',
  'message-inactive': 'the push message is inactive',
  'message-not-ready': 'the push message is not ready to send',
  'mobile-app-unknown': 'the mobile app of the push message is not there any more',
  'message-expired': 'Message expired',
  'frequency-cap': 'the person has had as many commercial pushes as the frequency cap allows',
  'no-device': 'no device is registered for them in this app',
  interrupted: 'the twin ended while this push was on its way; it is not sent a second time',
} as const;
export type SkipCode = keyof typeof SKIPS;
