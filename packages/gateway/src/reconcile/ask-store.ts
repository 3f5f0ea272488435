import { arrayOf, bytesOf } from '../db/array.ts';
import type { Sql } from '../db/connect.ts';

/** What a verdict is asked about: a registration's key and its request. */
export interface Ask {
  tokenHash: string;
  dynamicsUser: string;
  requestId: string;
}

/** What asks that are made in one call have in common. */
export interface AskBatch {
  /** The access token they were sent with. */
  apiTokenId: string;
  /** When the first of them was sent. */
  sentAt: number;
  polls: number;
  /** Of the first. */
  traceId: string;
}

export interface AskRow extends AskBatch {
  id: string;
  asks: Ask[];
}

export interface NewAskRow extends AskBatch {
  app: string;
  dueAt: number;
  asks: Ask[];
}

/** Keeps what is to be asked about. */
export async function keepAsks(sql: Sql, rows: NewAskRow[]): Promise<void> {
  for (const { app, apiTokenId, sentAt, polls, traceId, dueAt, asks } of rows) {
    await sql.query(
      `insert into asks (id, app, token_hashes, dynamics_users, request_ids, size, api_token_id, sent_at, polls,
         trace_id, due_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
      [
        app,
        bytesOf(asks.map(({ tokenHash }) => tokenHash)),
        arrayOf(asks.map(({ dynamicsUser }) => dynamicsUser)),
        // Texts of Dynamics: the driver's own way.
        asks.map(({ requestId }) => requestId),
        asks.length,
        apiTokenId,
        new Date(sentAt),
        polls,
        traceId,
        new Date(dueAt),
      ],
    );
  }
}

interface Row {
  id: string;
  token_hashes: string[];
  dynamics_users: string;
  request_ids: string[];
  api_token_id: string;
  sent_at: Date;
  polls: number;
  trace_id: string;
}

/**
 * Takes rows of an app that are due, oldest first, up to `limit` asks in all (one row in any case). They are due again
 * at `until` unless settled before.
 */
export async function claimAsks(
  sql: Sql,
  { app, now, until, limit }: { app: string; now: number; until: number; limit: number },
): Promise<AskRow[]> {
  if (limit < 1) return [];
  const { rows } = await sql.query<Row>(
    `update asks a set due_at = $1 where id in (
       select id from asks where due_at <= $3 and id in (
         select id from (
           select id, size, sum(size) over (order by due_at, id) as total
           from (select id, size, due_at from asks where app = $2 and due_at <= $3 order by due_at, id limit 200) first
         ) counted
         where total = size or total <= $4
       ) for update skip locked
     )
     returning id, (select array_agg(encode(hash, 'hex')) from unnest(token_hashes) hash) as token_hashes,
       array_to_string(dynamics_users, ',') as dynamics_users, request_ids, api_token_id, sent_at, polls, trace_id`,
    [new Date(until), app, new Date(now), limit],
  );
  return rows.map(askRowOf);
}

function askRowOf(row: Row): AskRow {
  const users = row.dynamics_users.split(',');
  return {
    id: row.id,
    apiTokenId: row.api_token_id,
    sentAt: row.sent_at.getTime(),
    polls: row.polls,
    traceId: row.trace_id,
    asks: row.token_hashes.map((tokenHash, index) => ({
      tokenHash,
      dynamicsUser: users[index] ?? '',
      requestId: row.request_ids[index] ?? '',
    })),
  };
}

/** Removes rows that are still held by the claim; resolves with their ids. */
export async function dropAsks(sql: Sql, ids: string[], until: number): Promise<Set<string>> {
  const { rows } = await sql.query<{ id: string }>(
    'delete from asks where id = any($1) and due_at = $2 returning id',
    [ids, new Date(until)],
  );
  return new Set(rows.map(({ id }) => id));
}

/** When the app's next asks are due; undefined: there are none. */
export async function nextAsk(sql: Sql, app: string): Promise<number | undefined> {
  const { rows } = await sql.query<{ due_at: Date | null }>(
    'select min(due_at) as due_at from asks where app = $1',
    [app],
  );
  return rows[0]?.due_at?.getTime();
}
