import type { Sql } from '../db/connect.ts';

/** A request that may be repeated. */
export interface Repeatable {
  apiKey: string;
  keyHash: Buffer;
  fingerprint: Buffer;
}

export interface KeptAnswer {
  status: number;
  contentType: string | null;
  body: string;
}

/** `claimed`: it is ours to answer. */
export type Claim = 'claimed' | 'busy' | 'mismatch' | KeptAnswer;

interface Times {
  now: number;
  claimedUntil: number;
  expiresAt: number;
}

/** Takes the key for this request, or says what has become of it. */
export async function claim(sql: Sql, wanted: Repeatable, times: Times): Promise<Claim> {
  const { apiKey, keyHash, fingerprint } = wanted;
  const { rowCount } = await sql.query(
    `insert into idempotency_keys as kept (api_key, key_hash, fingerprint, claimed_until, expires_at)
     values ($1, $2, $3, $4, $5)
     on conflict (api_key, key_hash) do update
       set fingerprint = excluded.fingerprint, claimed_until = excluded.claimed_until,
           expires_at = excluded.expires_at, status = null, content_type = null, body = null
       where kept.expires_at <= $6 or (kept.claimed_until <= $6 and kept.fingerprint = excluded.fingerprint)`,
    [
      apiKey,
      keyHash,
      fingerprint,
      new Date(times.claimedUntil),
      new Date(times.expiresAt),
      new Date(times.now),
    ],
  );
  if (rowCount) return 'claimed';
  const { rows } = await sql.query(
    `select fingerprint = $3 as same, status, content_type as "contentType", body from idempotency_keys
     where api_key = $1 and key_hash = $2`,
    [apiKey, keyHash, fingerprint],
  );
  const [row] = rows;
  // Given up between the two statements.
  if (!row) return 'busy';
  if (!row.same) return 'mismatch';
  return row.status === null ? 'busy' : row;
}

/** Keeps the answer; one that came after its claim had ended changes nothing. */
export async function keepAnswer(
  sql: Sql,
  { apiKey, keyHash }: Repeatable,
  { status, contentType, body, claimedUntil }: KeptAnswer & { claimedUntil: number },
): Promise<void> {
  await sql.query(
    `update idempotency_keys set claimed_until = null, status = $3, content_type = $4, body = $5
     where api_key = $1 and key_hash = $2 and claimed_until = $6`,
    [apiKey, keyHash, status, contentType, body, new Date(claimedUntil)],
  );
}

/** Frees the key: the same request may be tried again. */
export async function giveUp(sql: Sql, { apiKey, keyHash }: Repeatable, claimedUntil: number): Promise<void> {
  await sql.query(
    'delete from idempotency_keys where api_key = $1 and key_hash = $2 and claimed_until = $3',
    [apiKey, keyHash, new Date(claimedUntil)],
  );
}

/** Forgets what has expired, the oldest first; resolves with how much that was, at most `most`. */
export async function forgetExpired(sql: Sql, now: number, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from idempotency_keys where (api_key, key_hash) in (
       select api_key, key_hash from idempotency_keys where expires_at <= $1
       order by expires_at limit $2 for update skip locked
     )`,
    [new Date(now), most],
  );
  return rowCount ?? 0;
}
