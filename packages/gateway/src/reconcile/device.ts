import type { Policy } from './config.ts';

/** A device as the reconciler and a reader see it: who should own it, and what Dynamics is known to hold. */
export interface Device {
  installationId: string;
  app: string;
  platform: 'ios' | 'android';
  notificationsEnabled: boolean;
  token?: { sealed: string; hash: string };
  /** Who should own it. Absent: nobody. */
  user?: { key: string; userId: string; dynamicsUserId: string };
  /** When this owner came or the last one left. Absent: never had one. */
  since?: number;
  traceId: string;
  /** Grows with each change of the wish. */
  version: number;
  waitedUntil?: number;
  /** Not seen for so long that it is cleaned up until it comes back (stale.ts). */
  isStale?: boolean;
  registrations: Registration[];
}

/** app + user + token: what Dynamics tells registrations apart by, most likely (facts: dynamics.md §2). */
export interface Target {
  app: string;
  dynamicsUserId: string;
  userKey: string;
  platform: 'ios' | 'android';
  /** As the database keeps it (vault/vault.ts), hex. */
  sealedToken: string;
  /** Keyed hash, hex. */
  tokenHash: string;
}

/**
 * What is known of one target in Dynamics.
 *
 * `queued` to be sent (again) · `sending` a call is under way or its process died · `pending` accepted, no verdict ·
 * `held` Dynamics has it · `refused` Dynamics does not want it · `cleaning` like `sending`, for a cleanup ·
 * `cleaned` removed, maybe a moment ago.
 */
export type RegistrationState =
  | 'queued'
  | 'sending'
  | 'pending'
  | 'held'
  | 'refused'
  | 'cleaning'
  | 'cleaned';

/** Times are milliseconds since the epoch. */
export interface Registration extends Target {
  installationId: string;
  state: RegistrationState;
  /**
   * A call was sent once without ever learning its outcome: Dynamics may hold it, whatever `state` says. Of one that is
   * `held` or `cleaned`: that call may still be on its way.
   */
  unanswered: boolean;
  /**
   * Registered a second time after Dynamics gave no verdict for hours, or after a cleanup that had no answer. Of one that
   * is `held`: to be registered once more, in case that cleanup has ended it since.
   */
  resent: boolean;
  /** Calls in a row that failed and may pass: the back-off. */
  attempts: number;
  polls: number;
  requestId?: string | undefined;
  apiTokenId?: string | undefined;
  /** A code of problems.ts: the last refusal, kept until Dynamics has confirmed or a person asks again. */
  reason?: string | undefined;
  message?: string | undefined;
  since: number;
  sentAt?: number | undefined;
  /** When Dynamics last said that it has it. Absent: never, or cleaned up or refused since. */
  confirmedAt?: number | undefined;
  notBefore?: number | undefined;
  /** Its verdict is asked about together with others (ask-round.ts): the device need not be looked at for it. */
  askedTogether?: boolean | undefined;
  leasedUntil?: number | undefined;
  /** No row was known before this call. */
  isNew?: boolean;
  /** Dynamics had confirmed it before, and yet did not have it any more. Told once, not kept. */
  wasMissing?: boolean;
  traceId: string;
}

/** Ids of records are compared without dashes and case (facts: dynamics.md §10.15). */
const sameUser = (a: string, b: string): boolean =>
  a.replaceAll('-', '').toLowerCase() === b.replaceAll('-', '').toLowerCase();

export const isOfUser = (registration: Registration, dynamicsUserId: string): boolean =>
  sameUser(registration.dynamicsUserId, dynamicsUserId);

export const isOf = (registration: Registration, target: Target): boolean =>
  registration.app === target.app &&
  registration.tokenHash === target.tokenHash &&
  isOfUser(registration, target.dynamicsUserId);

/** Whether Dynamics may hold something that a cleanup would remove. */
export const mayBeHeld = ({ state, unanswered }: Registration): boolean =>
  state !== 'cleaned' && (unanswered || (state !== 'refused' && state !== 'queued'));

/**
 * What should be registered for the device, if anything.
 *
 * Without permission a new owner waits; what is registered already stays under the policy `keep`, a new token
 * included, and is unwanted under `cleanup`.
 */
export function wantedBy(device: Device, policy: Pick<Policy, 'permissionOff'>): Target | undefined {
  const { user, token, app, platform } = device;
  if (!user || !token || device.isStale) return undefined;
  if (!device.notificationsEnabled && !(policy.permissionOff === 'keep' && isRegistered(device)))
    return undefined;
  return {
    app,
    platform,
    dynamicsUserId: user.dynamicsUserId,
    userKey: user.key,
    sealedToken: token.sealed,
    tokenHash: token.hash,
  };
}

function isRegistered({ user, registrations }: Device): boolean {
  return registrations.some(
    (registration) =>
      user &&
      isOfUser(registration, user.dynamicsUserId) &&
      (['sending', 'pending', 'held'].includes(registration.state) || waitsForRenewal(registration)),
  );
}

/** Dynamics has it since before; a call that was to confirm it again has failed. */
const waitsForRenewal = ({ state, confirmedAt }: Registration): boolean =>
  state === 'queued' && confirmedAt !== undefined;
