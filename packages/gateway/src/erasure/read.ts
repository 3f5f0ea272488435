import type { Erasure } from '@journeys-push/contract/operator-gateway';
import type { Sql } from '../db/connect.ts';
import { THEIRS } from './advance.ts';

interface Row {
  id: string;
  keys: string[];
  requestedAt: Date;
  doneAt: Date | null;
}

interface RemainingRow {
  app: string;
  installationId: string;
  state: string;
  since: Date;
  notBefore: Date | null;
}

/** How far an erasure has come; `undefined`: there is none. */
export async function readErasure(sql: Sql, erasureId: string): Promise<Erasure | undefined> {
  const { rows } = await sql.query<Row>(
    `select id, user_keys as keys, requested_at as "requestedAt", done_at as "doneAt" from erasures where id = $1`,
    [erasureId],
  );
  const [row] = rows;
  if (!row) return undefined;
  return {
    erasureId,
    state: row.doneAt ? 'done' : 'cleaning',
    userKeys: row.keys,
    requestedAt: row.requestedAt.toISOString(),
    ...(row.doneAt && { doneAt: row.doneAt.toISOString() }),
    remaining: row.doneAt ? [] : await remaining(sql, row.keys),
  };
}

async function remaining(sql: Sql, keys: string[]): Promise<Erasure['remaining']> {
  const { rows } = await sql.query<RemainingRow>(
    `select app, installation_id as "installationId", state, since, not_before as "notBefore"
     from registrations where ${THEIRS} order by since limit 1000`,
    [keys],
  );
  return rows.map(({ since, notBefore, ...row }) => ({
    ...row,
    since: since.toISOString(),
    ...(notBefore && { notBefore: notBefore.toISOString() }),
  }));
}
