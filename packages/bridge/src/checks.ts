import { type Failure, failure } from './failure.ts';
import { option } from './respond.ts';

type Data = Record<string, unknown>;

/** The options of `registerDevice`, as far as the page's side can judge them (spec.md §1). */
export function registerData(options: unknown): Data | Failure {
  const userId = option(options, 'userId') ?? '';
  if (userId === '') return failure('user-id-required');
  if (typeof userId !== 'string' || !/^[A-Za-z0-9-]{1,128}$/.test(userId)) return failure('user-id-invalid');
  const identityToken = option(options, 'identityToken') ?? undefined;
  if (identityToken === undefined) return { userId };
  if (typeof identityToken === 'string') return { userId, identityToken };
  return { error: 'identity-invalid', message: 'identityToken must be a string: a signed JWT.' };
}

/** Consent is never guessed: anything but a boolean is refused. */
export function consentData(options: unknown): Data | Failure {
  const granted = option(options, 'granted');
  if (typeof granted === 'boolean') return { granted };
  return {
    error: 'malformed-message',
    message: 'setTrackingConsent expects {granted: true} or {granted: false}.',
  };
}

/** `status(['Notifications'])`, `status({ permissions })`, or all of them. */
export function statusData(options: unknown): Data {
  const names = Array.isArray(options) ? options : option(options, 'permissions');
  return Array.isArray(names) ? { permissions: names.filter((name) => typeof name === 'string') } : {};
}
