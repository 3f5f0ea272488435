import type { Interaction } from '@journeys-push/contract/shell-gateway';
import type { Sql } from '../db/connect.ts';

/** Opens of one installation, as they are told in one request. */
export interface Told {
  installationId: string;
  app: string;
  /** The installation's token now, sealed. */
  sealedToken: Buffer;
  interactions: Interaction[];
  now: number;
  traceId: string;
}

/** Keeps the opens that are not known yet. */
export async function keepInteractions(sql: Sql, told: Told): Promise<void> {
  if (told.interactions.length === 0) return;
  await sql.query(
    `insert into interactions (installation_id, event_id, app, kind, tracking_id, token_sealed, occurred_at, received_at,
       trace_id, due_at)
     select $1, e."eventId", $2, e.kind, e."trackingId", $3, e."occurredAt", $4, $5, $4
     from jsonb_to_recordset($6::jsonb) as e("eventId" uuid, kind text, "trackingId" text, "occurredAt" timestamptz)
     order by e."eventId"
     on conflict (installation_id, event_id) do nothing`,
    [
      told.installationId,
      told.app,
      told.sealedToken,
      new Date(told.now),
      told.traceId,
      JSON.stringify(told.interactions),
    ],
  );
}

/** An open that is to be told to Dynamics. */
export interface DueInteraction {
  installationId: string;
  eventId: string;
  trackingId: string;
  sealedToken: Buffer;
  receivedAt: Date;
  traceId: string;
  attempts: number;
}

/** Takes due opens of an app; they are due again at `until` unless settled before. */
export async function claimInteractions(
  sql: Sql,
  { app, now, until, limit }: { app: string; now: number; until: number; limit: number },
): Promise<DueInteraction[]> {
  const { rows } = await sql.query<DueInteraction>(
    `update interactions set due_at = $1
     where (installation_id, event_id) in (
       select installation_id, event_id from interactions where app = $2 and due_at <= $3
       order by due_at limit $4 for update skip locked
     )
     returning installation_id as "installationId", event_id as "eventId", tracking_id as "trackingId",
       token_sealed as "sealedToken", received_at as "receivedAt", trace_id as "traceId", attempts`,
    [new Date(until), app, new Date(now), limit],
  );
  return rows;
}

export interface SettledInteraction {
  installationId: string;
  eventId: string;
  attempts: number;
  /** When to try again; null: done. */
  dueAt: Date | null;
  outcome: 'delivered' | 'refused' | 'expired' | null;
}

export async function settleInteractions(sql: Sql, settled: SettledInteraction[]): Promise<void> {
  await sql.query(
    `update interactions i set attempts = s.attempts, due_at = s."dueAt", outcome = s.outcome
     from jsonb_to_recordset($1::jsonb) as s("installationId" uuid, "eventId" uuid, attempts integer,
       "dueAt" timestamptz, outcome text)
     where i.installation_id = s."installationId" and i.event_id = s."eventId" and i.outcome is null`,
    [JSON.stringify(settled)],
  );
}

/** When the next open of the app is due; undefined: none is. */
export async function nextInteraction(sql: Sql, app: string): Promise<number | undefined> {
  const { rows } = await sql.query<{ due_at: Date | null }>(
    'select min(due_at) as due_at from interactions where app = $1 and due_at is not null',
    [app],
  );
  return rows[0]?.due_at?.getTime();
}

/** Forgets opens that are settled and came before that time; resolves with how many that were, at most `most`. */
export async function forgetSettled(sql: Sql, before: number, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from interactions where (installation_id, event_id) in (
       select installation_id, event_id from interactions where due_at is null and received_at < $1
       order by received_at limit $2 for update skip locked
     )`,
    [new Date(before), most],
  );
  return rowCount ?? 0;
}
