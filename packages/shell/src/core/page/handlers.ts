import type { RegisterAnswer, RegistrationInfo } from '@journeys-push/contract/page-shell';
import type { Consent } from '../consent.ts';
import type { Foreground } from '../foreground.ts';
import type { Inbox } from '../opens/inbox.ts';
import type { PermissionKeeper } from '../permission/permission.ts';
import { failed } from '../registration/answers.ts';
import type { RegistrationKeeper } from '../registration/registration.ts';
import type { ServedCommand } from './commands.ts';
import type { Handler } from './host.ts';
import { refusal } from './refusal.ts';
import { eventNamed, type Subscriptions } from './subscriptions.ts';
import { isUserId } from './user-id.ts';

/** What the commands are about. */
export interface HandlerOptions {
  permission: PermissionKeeper;
  registration: RegistrationKeeper;
  /** Reads permission and token again. */
  info(): Promise<RegistrationInfo>;
  consent: Consent;
  foreground: Foreground;
  inbox: Inbox;
  subscriptions: Subscriptions;
  openSettings(): Promise<void>;
}

export function createHandlers(options: HandlerOptions): ReadonlyMap<string, Handler> {
  const { permission, registration, info, consent, foreground, inbox, subscriptions } = options;
  const handlers: Record<ServedCommand, Handler> = {
    'msdynamics/promptNotificationPermission': permission.prompt,
    'msdynamics/areNotificationsEnabled': permission.refresh,
    'msdynamics/registerDevice': (data, traceId) => register(registration, data, traceId),
    'msdynamics/registrationInfo': info,
    'msdynamics/unregisterDevice': (_, traceId) => registration.unregister(traceId),
    'msdynamics/setTrackingConsent': ({ granted }) => setConsent(consent, granted),
    'msdynamics/notificationReceivedAnswer': ({ id, display }) => foreground.decided(id, display),
    'msdynamics/notificationOpenedAnswer': ({ id }) => inbox.delivered(String(id)),
    'msdynamics/registrationChangedAnswer': ({ key }) => registration.confirmed(key),
    'run/median_device_info': info,
    'run/gonative_device_info': info,
    'open/app-settings': options.openSettings,
    'permissions/status': ({ permissions }) => permissionStatus(permission, permissions),
    'events/subscribe': ({ eventName }) => withEvent(eventName, subscriptions.add),
    'events/unsubscribe': ({ eventName }) => withEvent(eventName, subscriptions.remove),
  };
  return new Map(Object.entries(handlers));
}

/** Longest that the gateway takes (contract/shell-gateway.ts, UserPut). */
const MAX_IDENTITY_TOKEN = 8192;
const isGiven = (value: unknown): boolean => value !== undefined && value !== null && value !== '';

async function register(
  registration: RegistrationKeeper,
  { userId, identityToken }: Record<string, unknown>,
  traceId: string,
): Promise<RegisterAnswer> {
  if (!isGiven(userId)) return failed('user-id-required');
  if (!isUserId(userId)) return failed('user-id-invalid');
  if (!isGiven(identityToken)) return registration.register({ userId }, traceId);
  if (typeof identityToken !== 'string' || identityToken.length > MAX_IDENTITY_TOKEN)
    return failed('identity-invalid');
  return registration.register({ userId, identityToken }, traceId);
}

function setConsent(consent: Consent, granted: unknown): unknown {
  if (typeof granted === 'boolean') return consent.set(granted);
  return refusal('malformed-message', 'Here granted is neither true nor false.');
}

/** The only permission this shell knows about; others are left out, like permissions it has never heard of. */
async function permissionStatus(permission: PermissionKeeper, names: unknown): Promise<object> {
  if (Array.isArray(names) && !names.includes('Notifications')) return {};
  return { Notifications: (await permission.refresh()).status };
}

function withEvent(name: unknown, change: Subscriptions['add']): void {
  const event = eventNamed(name);
  if (event) change(event);
}
