import type { Sql } from '../db/connect.ts';

/** A push token as an installation claims it. */
export interface TokenClaim {
  installationId: string;
  app: string;
  tokenHash: Buffer;
}

export interface TokenHolder {
  installationId: string;
  lastSeen: number;
}

/** The other installation that has the token, locked until the transaction ends. */
export async function holderOf(sql: Sql, claim: TokenClaim): Promise<TokenHolder | undefined> {
  const { rows } = await sql.query<{ id: string; last_seen: Date }>(
    'select id, last_seen from installations where app = $1 and token_hash = $2 and id <> $3 for no key update',
    [claim.app, claim.tokenHash, claim.installationId],
  );
  return rows[0] && { installationId: rows[0].id, lastSeen: rows[0].last_seen.getTime() };
}

/** Takes the token from its holder, whose registration becomes due for a look. */
export async function takeToken(
  sql: Sql,
  holder: TokenHolder,
  { now, traceId }: { now: number; traceId: string },
): Promise<void> {
  await sql.query(
    `with lost as (
       update installations set token_sealed = null, token_hash = null, token_tail = null,
         token_environment = null where id = $1
     ), woken as (
       update bindings set version = version + 1, due_at = greatest($2, leased_until), trace_id = $3 where installation_id = $1
       returning app, user_key
     )
     insert into ledger (at, installation_id, app, user_key, cause, trace_id)
     select $2, $1, app, user_key, 'token-lost', $3 from woken`,
    [holder.installationId, new Date(now), traceId],
  );
}
