import type { CredentialValidation } from '../../../src/control/channel-wire.ts';
import { apnsReasons } from '../../../src/explain/causes/apns.ts';
import { fcmReasons } from '../../../src/explain/causes/fcm.ts';

export type Platform = 'ios' | 'android';

export const platformNames: Record<Platform, string> = { ios: 'iOS', android: 'Android' };
export const modeNames = { sandbox: 'Sandbox', production: 'Production' } as const;

/** “Credential validation”, as the form in Dynamics says it. */
export const validationNames: Record<CredentialValidation['state'], string> = {
  'not-started': 'Not started',
  checking: 'Checking',
  valid: 'Valid',
  invalid: 'Invalid',
  connected: 'Valid, connected',
};

export const validationAbout: Record<CredentialValidation['state'], string> = {
  'not-started': 'Nobody has been asked: the platform is switched off, or has no credentials.',
  checking: 'The push service is being asked.',
  valid: 'The push service accepts these credentials. No device is registered yet.',
  invalid: 'The push service refuses these credentials.',
  connected: 'The push service accepts these credentials, and a device is registered.',
};

interface Reason {
  /** What is wrong: a sentence. */
  cause: string;
  /** What to do: a sentence. */
  remedy: string;
}

/** Why credentials are refused, in words; undefined for what only the provider's own text says. */
export function reasonWords(platform: Platform, reason: string): Reason | undefined {
  if (reason === 'TopicDisallowed')
    return {
      cause: 'The key or certificate is good, but not for this bundle id.',
      remedy: 'Enter the bundle id of the app that the key or certificate belongs to.',
    };
  if (reason.includes('invalid_grant'))
    return {
      cause: 'Google does not know this service account, or its key was deleted.',
      remedy:
        'In the Firebase project settings, Service accounts, generate a new private key and upload that file.',
    };
  if (reason === 'PROJECT_NOT_PERMITTED')
    return {
      cause: 'The Firebase project may not be used for this.',
      remedy: 'Enable the Firebase In-App Messaging API in the project, then check again.',
    };
  const line = platform === 'ios' ? apnsReasons[reason] : fcmReasons[reason];
  return line && { cause: line[0], remedy: line[2] };
}
