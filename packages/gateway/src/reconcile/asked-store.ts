import { arrayOf, bytesOf } from '../db/array.ts';
import type { Sql } from '../db/connect.ts';
import type { Ask, AskBatch } from './ask-store.ts';
import { wakeDevices } from './claim-store.ts';
import type { Registration } from './device.ts';
import { REGISTRATION_FIELDS, type RegistrationRow, registrationOf } from './device-store.ts';

/** One of the asks that were claimed. */
export interface ClaimedAsk extends AskBatch {
  ask: Ask;
  rowId: string;
}

/** The registration that is asked about, as it is now. */
export interface Asked extends ClaimedAsk {
  registration: Registration;
  /** Whether it still waits for the verdict on this very request. */
  isCurrent: boolean;
}

/**
 * What is asked about, in the columns of `unnest`. The app is one of them: as a constant it would tempt the planner, in a
 * table that has grown since it was last analysed, to read all rows of the app.
 */
const columnsOf = (app: string, claimed: ClaimedAsk[]): [string, string, string, string[]] => [
  arrayOf(claimed.map(() => app)),
  bytesOf(claimed.map(({ ask }) => ask.tokenHash)),
  arrayOf(claimed.map(({ ask }) => ask.dynamicsUser)),
  claimed.map(({ ask }) => ask.requestId),
];

/** The registrations that are asked about, as they are now. */
export async function loadAsked(sql: Sql, app: string, claimed: ClaimedAsk[]): Promise<Asked[]> {
  if (claimed.length === 0) return [];
  const [apps, hashes, users] = columnsOf(app, claimed);
  const { rows: found } = await sql.query<RegistrationRow & { n: string }>(
    `select a.n, r.installation_id as id, ${REGISTRATION_FIELDS}
     from unnest($1::text[], $2::bytea[], $3::uuid[]) with ordinality as a(app, token_hash, dynamics_user, n)
     join registrations r on r.app = a.app and r.token_hash = a.token_hash and r.dynamics_user = a.dynamics_user`,
    [apps, hashes, users],
  );
  return found.flatMap((row): Asked[] => {
    const one = claimed[Number(row.n) - 1];
    if (!one) return [];
    const isCurrent = row.asked_together && row.state === 'pending' && row.request_id === one.ask.requestId;
    return [{ ...one, registration: registrationOf(row), isCurrent }];
  });
}

/** One of the asks that Dynamics has confirmed. `isNew`: it did not have it before. */
export interface ConfirmedAsk extends ClaimedAsk {
  isNew: boolean;
}

/** A registration that has just got its verdict. */
export interface Held {
  tokenHash: string;
  installationId: string;
  traceId: string;
  /** It is to be registered once more later. */
  isDoubtful: boolean;
  /** Dynamics had confirmed it before, and did not have it any more. */
  wasMissing: boolean;
}

/**
 * Writes down that Dynamics has these, where that is still waited for and nobody has the row locked: it never waits,
 * so it can be in no deadlock. The same as `afterPoll` makes of a success (outcome.ts), without reading the row.
 */
export async function settleHeld(
  sql: Sql,
  { app, now }: { app: string; now: number },
  claimed: ConfirmedAsk[],
): Promise<Held[]> {
  if (claimed.length === 0) return [];
  const { rows } = await sql.query<Held>(
    `with verdict as (
       select known.app, known.token_hash, known.dynamics_user,
         known.resent and known.confirmed_at is null as is_doubtful,
         r.is_new and known.confirmed_at is not null as was_missing
       from unnest($1::text[], $2::bytea[], $3::uuid[], $4::text[], $6::boolean[])
         as r(app, token_hash, dynamics_user, request_id, is_new)
       join registrations known on known.app = r.app and known.token_hash = r.token_hash
         and known.dynamics_user = r.dynamics_user
       where coalesce(known.state = 'pending' and known.request_id = r.request_id and known.asked_together, false)
       for no key update of known skip locked
     )
     update registrations known set state = 'held',
       unanswered = known.unanswered and known.confirmed_at is null, resent = v.is_doubtful, attempts = 0,
       reason = null, message = null, since = $5, confirmed_at = $5, not_before = null, asked_together = false,
       lease = null, leased_until = null
     from verdict v
     where known.app = v.app and known.token_hash = v.token_hash and known.dynamics_user = v.dynamics_user
     returning encode(known.token_hash, 'hex') as "tokenHash", known.installation_id as "installationId",
       known.trace_id as "traceId", v.is_doubtful as "isDoubtful", v.was_missing as "wasMissing"`,
    [...columnsOf(app, claimed), new Date(now), arrayOf(claimed.map(({ isNew }) => isNew))],
  );
  return rows;
}

/**
 * Writes verdicts down where they are still waited for, and nobody has the row locked: it never waits, so it can be in
 * no deadlock. Resolves with the devices responsible for those rows, by token hash. A look that a device has taken at
 * the same row loses its lease: the verdict is known.
 */
export async function settleAsked(sql: Sql, registrations: Registration[]): Promise<Map<string, string>> {
  if (registrations.length === 0) return new Map();
  const date = (ms: number | undefined) => (ms === undefined ? null : new Date(ms));
  const { rows } = await sql.query<{ token_hash: string; installation_id: string }>(
    `with verdict as (
       select r.* from unnest($1::text[], $2::bytea[], $3::text[], $4::text[], $5::text[],
         $6::boolean[], $7::boolean[], $8::integer[], $9::integer[], $10::text[], $11::text[], $12::timestamptz[],
         $13::timestamptz[], $14::timestamptz[])
         as r(app, token_hash, dynamics_user, request_id, state, unanswered, resent, attempts, polls, reason, message,
           since, confirmed_at, not_before)
       join registrations known on known.app = r.app and known.token_hash = r.token_hash
         and known.dynamics_user = r.dynamics_user::uuid
       where coalesce(known.state = 'pending' and known.request_id = r.request_id and known.asked_together, false)
       for no key update of known skip locked
     )
     update registrations known set state = r.state, unanswered = r.unanswered, resent = r.resent,
       attempts = r.attempts, polls = r.polls, reason = r.reason, message = r.message, since = r.since,
       confirmed_at = r.confirmed_at, not_before = r.not_before, asked_together = false,
       lease = null, leased_until = null
     from verdict r
     where known.app = r.app and known.token_hash = r.token_hash and known.dynamics_user = r.dynamics_user::uuid
     returning encode(known.token_hash, 'hex') as token_hash, known.installation_id`,
    [
      registrations.map((row) => row.app),
      registrations.map((row) => Buffer.from(row.tokenHash, 'hex')),
      registrations.map((row) => row.dynamicsUserId),
      registrations.map((row) => row.requestId ?? ''),
      registrations.map((row) => row.state),
      registrations.map((row) => row.unanswered),
      registrations.map((row) => row.resent),
      registrations.map((row) => row.attempts),
      registrations.map((row) => row.polls),
      registrations.map((row) => row.reason ?? null),
      registrations.map((row) => row.message ?? null),
      registrations.map((row) => date(row.since)),
      registrations.map((row) => date(row.confirmedAt)),
      registrations.map((row) => date(row.notBefore)),
    ],
  );
  return new Map(rows.map(({ token_hash, installation_id }) => [token_hash, installation_id]));
}

/**
 * Makes devices due after a verdict. One that now holds what it should and has nothing else is left alone: it is at
 * rest already. No statement waits for one row while it has another locked.
 */
export async function wakeAfterVerdict(
  sql: Sql,
  now: number,
  { held, others }: { held: string[]; others: string[] },
): Promise<void> {
  if (held.length + others.length === 0) return;
  const { rows } = await sql.query<{ installation_id: string }>(
    `with wanted as (
       select installation_id from bindings b
       where installation_id = any($2) or installation_id = any($3) and (due_at is not null
         or (select count(*) from registrations r where r.installation_id = b.installation_id) > 1)
     ), free as (
       select b.installation_id from bindings b join wanted using (installation_id) for no key update of b skip locked
     ), woken as (
       update bindings b set due_at = greatest($1, leased_until), version = version + 1 from free
       where b.installation_id = free.installation_id
     )
     select installation_id from wanted except select installation_id from free`,
    [new Date(now), others, held],
  );
  for (const { installation_id } of rows) await wakeDevices(sql, now, [installation_id]);
}
