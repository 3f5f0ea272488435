import type { DeviceFacts } from '@journeys-push/contract/shell-gateway';
import type { Sql } from '../db/connect.ts';

/** What is checked before anything is written. */
export interface KnownInstallation {
  id: string;
  app: string;
  sealedToken: Buffer | null;
  tokenHash: Buffer | null;
  /** Null: a backend registered it, and its shell has not made contact yet. */
  credentialHash: Buffer | null;
}

export async function findInstallation(sql: Sql, id: string): Promise<KnownInstallation | undefined> {
  const { rows } = await sql.query<KnownInstallation>(
    `select id, app, token_sealed as "sealedToken", token_hash as "tokenHash", credential_hash as "credentialHash"
     from installations where id = $1`,
    [id],
  );
  return rows[0];
}

/** What a shell says about itself, ready to be written. */
export interface InstallationRow {
  id: string;
  app: string;
  platform: 'ios' | 'android';
  appId: string;
  facts: DeviceFacts;
  /** Null: no news, the known one stays. */
  token: KeptToken | null;
  notificationsEnabled: boolean;
}

/** A push token as it is kept (vault/vault.ts). */
export interface KeptToken {
  sealed: Buffer;
  hash: Buffer;
  tail: string;
  environment: string | null;
}

export interface Moment {
  now: number;
  traceId: string;
}

/**
 * Enrols an installation, or issues a fresh credential to one with the same enrollment key. One that a backend
 * registered has no key yet: it belongs to the shell that has its push token. False: the id is somebody else's.
 */
export async function enrollInstallation(
  sql: Sql,
  row: InstallationRow,
  {
    now,
    traceId,
    credentialHash,
    enrollmentHash,
  }: Moment & { credentialHash: Buffer; enrollmentHash: Buffer },
): Promise<boolean> {
  const { rowCount } = await sql.query(
    `with enrolled as (
       insert into installations as known (id, app, platform, app_id, facts, notifications_enabled,
         credential_hash, enrollment_hash, first_seen, last_seen)
       values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $9)
       on conflict (id) do update
         set credential_hash = excluded.credential_hash, enrollment_hash = excluded.enrollment_hash
         where known.enrollment_hash = excluded.enrollment_hash
           or known.enrollment_hash is null and known.token_hash = $11
       returning id, (xmax = 0) as is_new
     ), owned as (
       insert into bindings (installation_id, app, trace_id) select id, $2, $10 from enrolled where is_new
     ), noted as (
       insert into ledger (at, installation_id, app, cause, trace_id, after)
       select $9, id, $2, 'installed', $10, jsonb_build_object('platform', $3::text) from enrolled where is_new
     )
     select 1 from enrolled`,
    [
      row.id,
      row.app,
      row.platform,
      row.appId,
      JSON.stringify(row.facts),
      row.notificationsEnabled,
      credentialHash,
      enrollmentHash,
      new Date(now),
      traceId,
      row.token?.hash ?? null,
    ],
  );
  return rowCount === 1;
}

/**
 * Writes what the shell says now: facts, token, permission. What bears on the registration makes the device due, and
 * so does a confirmation from before `renewBefore` or a refusal from before `retryBefore`. True where it did.
 */
export async function updateInstallation(
  sql: Sql,
  row: InstallationRow,
  { now, traceId, renewBefore, retryBefore }: Moment & { renewBefore: number; retryBefore: number },
): Promise<boolean> {
  const { rows } = await sql.query<{ woken: boolean }>(
    `with before as (
       select app, token_hash, notifications_enabled from installations where id = $1 for no key update
     ), written as (
       update installations i set app = $2, platform = $3, app_id = $4, facts = $5,
         token_sealed = case when i.token_hash = $7 then i.token_sealed else coalesce($6, i.token_sealed) end,
         token_hash = coalesce($7::bytea, i.token_hash), token_tail = coalesce($14, i.token_tail),
         token_environment = coalesce($8, i.token_environment), notifications_enabled = $9, last_seen = $10
       from before where i.id = $1
     ), change as (
       select app <> $2 as app, coalesce($7::bytea <> token_hash, $7::bytea is not null) as token,
         notifications_enabled <> $9 as permission,
         exists (select 1 from registrations r where r.installation_id = $1 and (
           r.state = 'held' and r.confirmed_at < $11 or r.state = 'refused' and r.since < $13)) as stale
       from before
     ), woken as (
       update bindings b set app = $2, version = version + 1, due_at = greatest($10, leased_until), trace_id = $12
       from change where b.installation_id = $1 and (change.app or token or permission or stale)
       returning b.user_key
     ), noted as (
       insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
       select $10, $1, $2, b.user_key, c.cause, $12, c.before, c.after
       from bindings b, before, change, lateral (values
         (change.app, 'app-changed', jsonb_build_object('app', before.app), jsonb_build_object('app', $2::text)),
         (token, 'token-changed', jsonb_build_object('token', encode(token_hash, 'hex')),
           jsonb_build_object('token', encode($7::bytea, 'hex'))),
         (permission, 'permission-changed', jsonb_build_object('granted', notifications_enabled),
           jsonb_build_object('granted', $9::boolean))
       ) as c(happened, cause, before, after)
       where b.installation_id = $1 and c.happened
     )
     select exists (select 1 from woken) as woken`,
    [
      row.id,
      row.app,
      row.platform,
      row.appId,
      JSON.stringify(row.facts),
      row.token?.sealed ?? null,
      row.token?.hash ?? null,
      row.token?.environment ?? null,
      row.notificationsEnabled,
      new Date(now),
      new Date(renewBefore),
      traceId,
      new Date(retryBefore),
      row.token?.tail ?? null,
    ],
  );
  return rows[0]?.woken ?? false;
}
