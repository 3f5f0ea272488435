import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { GatewayConfig } from '../config.ts';
import { type Device, isOf, mayBeHeld, type RegistrationState, wantedBy } from '../reconcile/device.ts';
import type { Untold } from './news-store.ts';

const STATES = {
  queued: 'queued',
  sending: 'queued',
  // Being removed from an earlier time of the same person; registered again afterwards.
  cleaning: 'queued',
  cleaned: 'queued',
  pending: 'sent',
  held: 'registered',
  refused: 'refused',
} as const satisfies Record<RegistrationState, RegistrationView['state']>;

/** A device's registration in the words of the shell's wire. */
export function viewOf(device: Device, policy: GatewayConfig['policy']): RegistrationView {
  const { user, since } = device;
  if (!user) return withoutUser(device);
  const userId = user.userId;
  const target = wantedBy(device, policy);
  if (!target) return { state: 'waiting', for: waitsFor(device), userId, ...at(since) };
  const mine = device.registrations.find((registration) => isOf(registration, target));
  if (!mine) return { state: 'queued', userId, ...at(since) };
  const { requestId, reason, message } = mine;
  return {
    state: STATES[mine.state],
    userId,
    ...(requestId && { requestId }),
    ...(mine.state === 'refused' && { reason, message }),
    ...at(Math.max(mine.since, since ?? 0)),
  };
}

/** The same right after somebody was bound, where nothing is known in Dynamics. */
export function viewOfUntold(
  userId: string,
  { since, hasToken, notificationsEnabled }: Untold,
): RegistrationView {
  if (hasToken && notificationsEnabled) return { state: 'queued', userId, ...at(since) };
  return { state: 'waiting', for: notificationsEnabled ? 'token' : 'permission', userId, ...at(since) };
}

/** No more can come of it without a new request: Dynamics has spoken, or nobody is registered. */
export const isSettled = ({ state }: RegistrationView): boolean =>
  state === 'registered' || state === 'refused' || state === 'removed' || state === 'none';

function withoutUser({ since, registrations }: Device): RegistrationView {
  if (since === undefined) return { state: 'none' };
  return { state: registrations.some(mayBeHeld) ? 'removing' : 'removed', ...at(since) };
}

const waitsFor = ({ notificationsEnabled }: Device): 'permission' | 'token' =>
  notificationsEnabled ? 'token' : 'permission';

const at = (since: number | undefined): { since?: string } =>
  since === undefined ? {} : { since: new Date(since).toISOString() };
