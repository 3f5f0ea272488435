import type { Sql } from '../db/connect.ts';
import type { Device, Registration, RegistrationState } from './device.ts';

/** A registration, as `registrationOf` reads it. */
export const REGISTRATION_FIELDS = `r.app as r_app, r.dynamics_user_id as r_dynamics_user_id, r.user_key as r_user_key,
  r.platform as r_platform, encode(r.token_sealed, 'hex') as r_sealed_token,
  encode(r.token_hash, 'hex') as r_token_hash,
  r.state, r.unanswered, r.resent, r.attempts, r.polls, r.request_id, r.api_token_id, r.reason, r.message,
  r.since as r_since, r.sent_at, r.confirmed_at, r.not_before, r.leased_until, r.trace_id as r_trace_id,
  r.asked_together`;

/** The devices with these installation ids, each with all that Dynamics is known to hold for it. */
export async function loadDevices(sql: Sql, installationIds: string[]): Promise<Device[]> {
  const { rows } = await sql.query<Row>(
    `select i.id, i.platform, i.notifications_enabled, encode(i.token_sealed, 'hex') as sealed_token,
       encode(i.token_hash, 'hex') as token_hash,
       b.app, b.user_key, b.dynamics_user_id, b.since, b.trace_id, b.version, b.waited_until, b.stale, u.user_id
     from installations i
     join bindings b on b.installation_id = i.id
     left join users u on u.key = b.user_key
     where i.id = any($1)`,
    [installationIds],
  );
  const devices = new Map(rows.map((row) => [row.id, deviceOf(row)]));
  // Apart: most devices that are due have none, and their rows stay slim.
  for (const registration of await loadRegistrations(sql, installationIds)) {
    devices.get(registration.installationId)?.registrations.push(registration);
  }
  return [...devices.values()];
}

async function loadRegistrations(sql: Sql, installationIds: string[]): Promise<Registration[]> {
  if (installationIds.length === 0) return [];
  const { rows } = await sql.query<RegistrationRow>(
    `select r.installation_id as id, ${REGISTRATION_FIELDS} from registrations r where r.installation_id = any($1)`,
    [installationIds],
  );
  return rows.map(registrationOf);
}

interface Row {
  id: string;
  platform: 'ios' | 'android';
  notifications_enabled: boolean;
  sealed_token: string | null;
  token_hash: string | null;
  app: string;
  user_key: string | null;
  dynamics_user_id: string | null;
  since: Date | null;
  trace_id: string;
  version: string;
  waited_until: Date | null;
  stale: string | null;
  user_id: string | null;
}

export interface RegistrationRow {
  /** Of the installation that is responsible. */
  id: string;
  r_app: string;
  r_dynamics_user_id: string;
  r_user_key: string;
  r_platform: 'ios' | 'android';
  r_sealed_token: string;
  r_token_hash: string;
  state: RegistrationState;
  unanswered: boolean;
  resent: boolean;
  attempts: number;
  polls: number;
  request_id: string | null;
  api_token_id: string | null;
  reason: string | null;
  message: string | null;
  r_since: Date;
  sent_at: Date | null;
  confirmed_at: Date | null;
  not_before: Date | null;
  leased_until: Date | null;
  r_trace_id: string;
  asked_together: boolean;
}

function deviceOf(row: Row): Device {
  const {
    sealed_token: sealed,
    token_hash: hash,
    user_key: key,
    user_id: userId,
    dynamics_user_id: dynamicsUserId,
  } = row;
  return {
    installationId: row.id,
    app: row.app,
    platform: row.platform,
    notificationsEnabled: row.notifications_enabled,
    ...(sealed && hash && { token: { sealed, hash } }),
    ...(key && userId && dynamicsUserId && { user: { key, userId, dynamicsUserId } }),
    ...(row.since && { since: row.since.getTime() }),
    traceId: row.trace_id,
    version: Number(row.version),
    ...(row.waited_until && { waitedUntil: row.waited_until.getTime() }),
    isStale: row.stale === 'cleanup',
    registrations: [],
  };
}

export function registrationOf(row: RegistrationRow): Registration {
  return {
    app: row.r_app,
    dynamicsUserId: row.r_dynamics_user_id,
    userKey: row.r_user_key,
    platform: row.r_platform,
    sealedToken: row.r_sealed_token,
    tokenHash: row.r_token_hash,
    installationId: row.id,
    state: row.state,
    unanswered: row.unanswered,
    resent: row.resent,
    attempts: row.attempts,
    polls: row.polls,
    requestId: row.request_id ?? undefined,
    apiTokenId: row.api_token_id ?? undefined,
    reason: row.reason ?? undefined,
    message: row.message ?? undefined,
    since: row.r_since.getTime(),
    sentAt: row.sent_at?.getTime(),
    confirmedAt: row.confirmed_at?.getTime(),
    notBefore: row.not_before?.getTime(),
    askedTogether: row.asked_together,
    leasedUntil: row.leased_until?.getTime(),
    traceId: row.r_trace_id,
  };
}
