import { arrayOf, bytesOf, timesOf } from '../db/array.ts';
import type { Sql } from '../db/connect.ts';
import type { Lease } from './claim-store.ts';
import type { Registration } from './device.ts';

const COLUMNS = `app text, "dynamicsUserId" text, "userKey" uuid, platform text, "sealedToken" text, "tokenHash" text,
  "installationId" uuid, state text, unanswered boolean, resent boolean, attempts integer, polls integer,
  "requestId" text, "apiTokenId" text, reason text, message text, since timestamptz, "sentAt" timestamptz,
  "confirmedAt" timestamptz, "notBefore" timestamptz, "askedTogether" boolean, "traceId" text`;

/** Writes down, before the call is made, that it will be: after a crash the row says that Dynamics may hold it. */
export async function markRegistrations(
  sql: Sql,
  lease: Lease,
  registrations: Registration[],
): Promise<void> {
  const [fresh, known] = [registrations.filter(isFresh), registrations.filter((row) => !isFresh(row))];
  const marked = await markFresh(sql, lease, fresh);
  known.push(...fresh.filter(({ tokenHash }) => !marked.has(tokenHash)));
  if (known.length > 0) await markKnown(sql, lease, known);
}

/** Nothing has been known of it: all that its row says lies in the database already. */
const isFresh = ({ state, isNew }: Registration): boolean => isNew === true && state === 'sending';

/** Resolves with the hashes of the tokens that are marked. */
async function markFresh(sql: Sql, lease: Lease, registrations: Registration[]): Promise<Set<string>> {
  if (registrations.length === 0) return new Set();
  const { rows } = await sql.query<{ token_hash: string }>(
    `insert into registrations (app, dynamics_user, token_hash, dynamics_user_id, user_key, platform, token_sealed,
       installation_id, state, unanswered, resent, attempts, polls, since, lease, leased_until, trace_id)
     select b.app, b.dynamics_user_id::uuid, i.token_hash, b.dynamics_user_id, b.user_key, i.platform, i.token_sealed,
       i.id, 'sending', false, false, 0, 0, $3, $1, $2, b.trace_id
     from unnest($4::uuid[], $5::bytea[]) as r(installation_id, token_hash)
     join bindings b using (installation_id)
     join installations i on i.id = b.installation_id and i.token_hash = r.token_hash
     order by 1, 2, 3
     on conflict (app, token_hash, dynamics_user) do nothing
     returning encode(token_hash, 'hex') as token_hash`,
    [
      lease.id,
      new Date(lease.until),
      new Date(registrations[0]?.since ?? 0),
      arrayOf(registrations.map(({ installationId }) => installationId)),
      bytesOf(registrations.map(({ tokenHash }) => tokenHash)),
    ],
  );
  return new Set(rows.map(({ token_hash }) => token_hash));
}

async function markKnown(sql: Sql, lease: Lease, registrations: Registration[]): Promise<void> {
  await sql.query(
    `insert into registrations as known (app, dynamics_user, token_hash, dynamics_user_id, user_key, platform,
       token_sealed, installation_id, state, unanswered, resent, attempts, polls, request_id, api_token_id, reason,
       message, since, sent_at, confirmed_at, not_before, lease, leased_until, trace_id)
     select r.app, r."dynamicsUserId"::uuid, decode(r."tokenHash", 'hex'), r."dynamicsUserId", r."userKey",
       r.platform, decode(r."sealedToken", 'hex'), r."installationId", r.state, r.unanswered, r.resent, r.attempts, r.polls,
       r."requestId", r."apiTokenId", r.reason, r.message, r.since, r."sentAt", r."confirmedAt", r."notBefore",
       $1, $2, r."traceId"
     from jsonb_to_recordset($3::jsonb) as r(${COLUMNS})
     order by 1, 2, 3
     on conflict (app, token_hash, dynamics_user) do update set
       state = excluded.state, unanswered = excluded.unanswered, resent = excluded.resent, asked_together = false, hinted = false, user_key = excluded.user_key,
       since = excluded.since, lease = excluded.lease, leased_until = excluded.leased_until,
       trace_id = excluded.trace_id`,
    [lease.id, new Date(lease.until), jsonOf(registrations)],
  );
}

/** A row that was written, and the device that is responsible for it now. */
export interface Settled {
  app: string;
  tokenHash: string;
  dynamicsUserId: string;
  installationId: string;
}

/**
 * Writes outcomes down and ends the leases of the rows. Returns those rows that were still held by the lease. The
 * devices responsible for them may be others than when the lease began.
 */
export async function settleRegistrations(
  sql: Sql,
  lease: Lease,
  registrations: Registration[],
): Promise<Settled[]> {
  const [sent, others] = [registrations.filter(isSent), registrations.filter((row) => !isSent(row))];
  return [
    ...(sent.length > 0 ? await settleSent(sql, lease, sent) : []),
    ...(others.length > 0 ? await settleOthers(sql, lease, others) : []),
  ];
}

/** Registered in one call with others, and asked about together with them: most rows, and little to write. */
const isSent = ({ state, askedTogether }: Registration): boolean =>
  state === 'pending' && askedTogether === true;

async function settleSent(sql: Sql, lease: Lease, registrations: Registration[]): Promise<Settled[]> {
  const { rows } = await sql.query<Settled>(
    `update registrations known set state = 'pending', request_id = r.request_id, polls = 0,
       api_token_id = r.api_token_id, since = r.sent_at, sent_at = r.sent_at, not_before = r.not_before,
       asked_together = true, lease = null, leased_until = null
     from unnest($2::text[], $3::bytea[], $4::uuid[], $5::text[], $6::text[], $7::timestamptz[], $8::timestamptz[])
       as r(app, token_hash, dynamics_user, request_id, api_token_id, sent_at, not_before)
     where known.app = r.app and known.token_hash = r.token_hash and known.dynamics_user = r.dynamics_user
       -- As where leases end (claim-store.ts).
       and coalesce(known.lease = $1, false)
     returning known.app, encode(known.token_hash, 'hex') as "tokenHash", known.dynamics_user_id as "dynamicsUserId",
       known.installation_id as "installationId"`,
    [
      lease.id,
      registrations.map(({ app }) => app),
      bytesOf(registrations.map(({ tokenHash }) => tokenHash)),
      arrayOf(registrations.map(({ dynamicsUserId }) => dynamicsUserId)),
      // Texts of Dynamics: the driver's own way.
      registrations.map(({ requestId = '' }) => requestId),
      arrayOf(registrations.map(({ apiTokenId }) => apiTokenId)),
      timesOf(registrations.map(({ sentAt }) => sentAt)),
      timesOf(registrations.map(({ notBefore }) => notBefore)),
    ],
  );
  return rows;
}

async function settleOthers(sql: Sql, lease: Lease, registrations: Registration[]): Promise<Settled[]> {
  const { rows } = await sql.query<Settled>(
    `update registrations known set state = r.state, unanswered = r.unanswered, resent = r.resent,
       attempts = r.attempts, polls = r.polls, request_id = r."requestId", api_token_id = r."apiTokenId",
       reason = r.reason, message = r.message, since = r.since, sent_at = r."sentAt",
       confirmed_at = r."confirmedAt", hinted = false,
       not_before = case when known.hinted and r.state = 'pending' then null else r."notBefore" end, asked_together = coalesce(r."askedTogether", false), lease = null, leased_until = null
     from jsonb_to_recordset($2::jsonb) as r(${COLUMNS})
     where known.app = r.app and known.dynamics_user = r."dynamicsUserId"::uuid
       and known.token_hash = decode(r."tokenHash", 'hex') and coalesce(known.lease = $1, false)
     returning r.app, r."tokenHash", r."dynamicsUserId", known.installation_id as "installationId"`,
    [lease.id, jsonOf(registrations)],
  );
  return rows;
}

/** Deletes rows that say nothing about Dynamics any more, unless somebody has given them a meaning meanwhile. */
export async function forgetRegistrations(sql: Sql, registrations: Registration[]): Promise<void> {
  if (registrations.length === 0) return;
  await sql.query(
    `delete from registrations known
     using jsonb_to_recordset($1::jsonb) as r(app text, "dynamicsUserId" text, "tokenHash" text, state text)
     where known.app = r.app and known.dynamics_user = r."dynamicsUserId"::uuid
       and known.token_hash = decode(r."tokenHash", 'hex')
       and known.state = r.state and (known.state = 'cleaned' or not known.unanswered) and known.lease is null`,
    [jsonOf(registrations)],
  );
}

function jsonOf(registrations: Registration[]): string {
  const date = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  return JSON.stringify(
    registrations.map((row) => ({
      ...row,
      since: date(row.since),
      sentAt: date(row.sentAt),
      confirmedAt: date(row.confirmedAt),
      notBefore: date(row.notBefore),
    })),
  );
}
