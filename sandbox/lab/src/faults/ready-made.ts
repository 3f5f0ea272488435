import type { Fault, FaultPlant, TwinName } from '../../../src/control/twin-wire.ts';

/** A fault that somebody meets in production, ready to be switched on. */
export interface ReadyMade {
  title: string;
  /** What it shows: a sentence. */
  about: string;
  plant: FaultPlant;
}

const MINUTE = 60_000;

export const READY_MADE: Record<TwinName, readonly ReadyMade[]> = {
  dynamics: [
    {
      title: 'Dynamics answers 429 to the next 5 calls',
      about: 'Throttling. The gateway waits as long as Retry-After says, then goes on.',
      plant: { twin: 'dynamics', times: 5, effect: { kind: 'status', status: 429, retryAfter: 30 } },
    },
    {
      title: 'Dynamics is down for 10 minutes',
      about: 'Each call is a 503. Move the time forward to see registrations come through afterwards.',
      plant: { twin: 'dynamics', forMs: 10 * MINUTE, effect: { kind: 'status', status: 503 } },
    },
    {
      title: 'Dynamics takes 5 seconds to answer',
      about: 'Slow, but right.',
      plant: { twin: 'dynamics', effect: { kind: 'latency', ms: 5000 } },
    },
    {
      title: 'Dynamics cuts every second answer short',
      about: 'The connection ends in the middle of the body: was the call taken or not?',
      plant: { twin: 'dynamics', probability: 0.5, effect: { kind: 'half-close' } },
    },
    {
      title: 'Registrations stay Pending',
      about: 'Dataverse is throttled, and the outcome of a registration is never written.',
      plant: { twin: 'dynamics', route: 'outcome', effect: { kind: 'throttled' } },
    },
    {
      title: 'The next device cannot be stored',
      about: 'The registration ends with FailedToStoreDevice; trying again helps.',
      plant: { twin: 'dynamics', route: 'store', times: 1, effect: { kind: 'store-fails' } },
    },
    {
      title: 'The Firebase project is not permitted',
      about: 'PROJECT_NOT_PERMITTED, as when an API of the project is not enabled.',
      plant: {
        twin: 'dynamics',
        route: 'send',
        effect: { kind: 'refused', reason: 'PROJECT_NOT_PERMITTED' },
      },
    },
  ],
  apns: [
    {
      title: 'APNs drops the next 3 connections',
      about: 'The connection ends without an answer.',
      plant: { twin: 'apns', times: 3, effect: { kind: 'drop' } },
    },
    {
      title: 'APNs is not available',
      about: 'Each push is a 503 ServiceUnavailable.',
      plant: { twin: 'apns', effect: { kind: 'refuse', reason: 'ServiceUnavailable' } },
    },
    {
      title: 'The token is of the other environment',
      about: 'The next push is a BadDeviceToken: a debug build in a channel for Production, or the reverse.',
      plant: { twin: 'apns', times: 1, effect: { kind: 'refuse', reason: 'BadDeviceToken' } },
    },
    {
      title: 'The app was removed from the iPhone',
      about: 'The next push is a 410 Unregistered, and Dynamics takes the device out of its table.',
      plant: { twin: 'apns', times: 1, effect: { kind: 'refuse', reason: 'Unregistered' } },
    },
    {
      title: 'The signing key was revoked',
      about: 'Each push is a 403 InvalidProviderToken.',
      plant: { twin: 'apns', effect: { kind: 'refuse', reason: 'InvalidProviderToken' } },
    },
    {
      title: 'Too many pushes to one iPhone',
      about: 'The next 3 pushes are a 429 TooManyRequests.',
      plant: {
        twin: 'apns',
        times: 3,
        effect: { kind: 'refuse', reason: 'TooManyRequests', retryAfter: 60 },
      },
    },
  ],
  fcm: [
    {
      title: 'FCM’s quota is used up',
      about: 'Each push is a 429 QUOTA_EXCEEDED.',
      plant: {
        ...{ twin: 'fcm', route: 'send' },
        effect: { kind: 'refuse', reason: 'QUOTA_EXCEEDED', retryAfter: 60 },
      },
    },
    {
      title: 'FCM is not available for the next 5 pushes',
      about: '503 UNAVAILABLE, with Retry-After.',
      plant: {
        ...{ twin: 'fcm', route: 'send', times: 5 },
        effect: { kind: 'refuse', reason: 'UNAVAILABLE', retryAfter: 10 },
      },
    },
    {
      title: 'The app was removed from the Android phone',
      about: 'The next push is a 404 UNREGISTERED, and Dynamics takes the device out of its table.',
      plant: { twin: 'fcm', route: 'send', times: 1, effect: { kind: 'refuse', reason: 'UNREGISTERED' } },
    },
    {
      title: 'The token is of another Firebase project',
      about: 'The next push is a 403 SENDER_ID_MISMATCH.',
      plant: {
        twin: 'fcm',
        route: 'send',
        times: 1,
        effect: { kind: 'refuse', reason: 'SENDER_ID_MISMATCH' },
      },
    },
    {
      title: 'Google gives out no access tokens',
      about:
        'Signing in with the service account is a 401; what is signed in already goes on for up to an hour.',
      plant: { twin: 'fcm', route: 'token', effect: { kind: 'status', status: 401 } },
    },
  ],
};

/** The planted one that this switch stands for. */
export const plantedOf = ({ plant }: ReadyMade, faults: readonly Fault[]): Fault | undefined =>
  faults.find((fault) => fingerprint(fault) === fingerprint(plant));

const fingerprint = ({ twin, effect, ...fault }: FaultPlant | Fault): string =>
  JSON.stringify([
    ...[twin, fault.route, fault.token, fault.probability ?? 1, fault.times, fault.forMs],
    Object.entries(effect).sort(([a], [b]) => a.localeCompare(b)),
  ]);
