import type { Sql } from '../db/connect.ts';

/** What a verdict is asked about: a registration's key and its request. */
export interface Ask {
  tokenHash: string;
  dynamicsUser: string;
  requestId: string;
}

/** Asks that are due at one moment, to be made in one call. */
export interface AskRow {
  id: string;
  polls: number;
  asks: Ask[];
}

/** One call's worth to ask about, to be kept. */
export interface NewAskRow {
  app: string;
  polls: number;
  dueAt: number;
  asks: Ask[];
}

/** Keeps what is to be asked about. */
export async function keepAsks(sql: Sql, rows: NewAskRow[]): Promise<void> {
  for (const { app, polls, dueAt, asks } of rows) {
    await sql.query(
      `insert into asks (id, app, token_hashes, dynamics_users, request_ids, size, polls, due_at)
       values (gen_random_uuid(), $1, $2, $3, $4, $5, $6, $7)`,
      [
        app,
        asks.map(({ tokenHash }) => Buffer.from(tokenHash, 'hex')),
        asks.map(({ dynamicsUser }) => dynamicsUser),
        asks.map(({ requestId }) => requestId),
        asks.length,
        polls,
        new Date(dueAt),
      ],
    );
  }
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
  const { rows } = await sql.query<{
    id: string;
    polls: number;
    token_hashes: Buffer[];
    dynamics_users: string[];
    request_ids: string[];
  }>(
    `update asks set due_at = $1 where id in (
       select id from asks where id in (
         select id from (
           select id, size, sum(size) over (order by due_at, id) as total
           from (select id, size, due_at from asks where app = $2 and due_at <= $3 order by due_at, id limit 200) first
         ) counted
         where total - size = 0 or total <= $4
       ) and due_at <= $3 for update skip locked
     )
     returning id, polls, token_hashes, dynamics_users::text[], request_ids`,
    [new Date(until), app, new Date(now), limit],
  );
  return rows.map(({ id, polls, token_hashes, dynamics_users, request_ids }) => ({
    id,
    polls,
    asks: token_hashes.map((hash, index) => ({
      tokenHash: hash.toString('hex'),
      dynamicsUser: dynamics_users[index] ?? '',
      requestId: request_ids[index] ?? '',
    })),
  }));
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
