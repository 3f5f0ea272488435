import type { Sql } from '../db/connect.ts';
import { sha256 } from '../secrets.ts';

/** A one-time token in the hands of an installation. */
export interface OneTimeToken {
  jti: string;
  installationId: string;
  /** Milliseconds since the epoch. */
  until: number;
}

/**
 * Keeps the token for this installation. The same installation may come again, since its binding may have come to
 * nothing, until the token is spent. False: another has it, or it is spent.
 */
export async function takeToken(sql: Sql, { jti, installationId, until }: OneTimeToken): Promise<boolean> {
  const { rowCount } = await sql.query(
    `insert into identity_tokens as known (jti_hash, installation_id, expires_at) values ($1, $2, $3)
     on conflict (jti_hash) do update set expires_at = greatest(known.expires_at, excluded.expires_at)
       where known.installation_id = excluded.installation_id and not known.spent`,
    [sha256(jti), installationId, new Date(until)],
  );
  return rowCount === 1;
}

/** The binding is durable: nobody may use the token again. */
export async function spendToken(sql: Sql, { jti }: Pick<OneTimeToken, 'jti'>): Promise<void> {
  await sql.query('update identity_tokens set spent = true where jti_hash = $1', [sha256(jti)]);
}

/**
 * Expired tokens are refused anyway. Several gateways may do this at once. Resolves with how many that were, at most
 * `most`.
 */
export async function forgetExpired(sql: Sql, now: number, most: number): Promise<number> {
  const { rowCount } = await sql.query(
    `delete from identity_tokens where jti_hash in (
       select jti_hash from identity_tokens where expires_at <= $1 order by expires_at limit $2 for update skip locked)`,
    [new Date(now), most],
  );
  return rowCount ?? 0;
}
