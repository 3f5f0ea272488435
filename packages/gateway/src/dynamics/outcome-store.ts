import type { Sql } from '../db/connect.ts';

/** A callback URL that has been given to Dynamics, and the registration that it is about. */
export interface Hook {
  secretHash: Buffer;
  proofHash: Buffer;
  app: string;
  /** Hex. */
  tokenHash: string;
  dynamicsUser: string;
}

export async function keepHook(sql: Sql, hook: Hook, now: number): Promise<void> {
  await sql.query(
    `insert into hooks (secret_hash, proof_hash, app, token_hash, dynamics_user, made_at)
     values ($1, $2, $3, decode($4, 'hex'), $5::uuid, $6)`,
    [hook.secretHash, hook.proofHash, hook.app, hook.tokenHash, hook.dynamicsUser, new Date(now)],
  );
}

export async function findHook(sql: Sql, secretHash: Buffer): Promise<Hook | undefined> {
  const { rows } = await sql.query<Hook>(
    `select secret_hash as "secretHash", proof_hash as "proofHash", app, encode(token_hash, 'hex') as "tokenHash",
       dynamics_user as "dynamicsUser"
     from hooks where secret_hash = $1`,
    [secretHash],
  );
  return rows[0];
}

/**
 * Uses the URL up and makes the registration's status due to be asked now, or as soon as the call that made it is written
 * down: Dynamics may be faster than its own answer. Resolves with the device; undefined: somebody
 * else has used it, or nothing is waited for any more.
 */
export async function takeHint(sql: Sql, { secretHash }: Hook, now: number): Promise<string | undefined> {
  const { rows } = await sql.query<{ installation_id: string }>(
    `with used as (
       delete from hooks where secret_hash = $1 returning app, token_hash, dynamics_user
     )
     update registrations r set not_before = null, hinted = true from used
     where r.app = used.app and r.token_hash = used.token_hash and r.dynamics_user = used.dynamics_user
       and r.state in ('sending', 'pending')
     returning r.installation_id`,
    [secretHash],
  );
  const installationId = rows[0]?.installation_id;
  if (!installationId) return undefined;
  await sql.query(
    'update bindings set due_at = greatest($1, leased_until), version = version + 1 where installation_id = $2',
    [new Date(now), installationId],
  );
  return installationId;
}

/** Forgets URLs that Dynamics has not used. */
export async function forgetHooks(sql: Sql, before: number): Promise<void> {
  await sql.query('delete from hooks where made_at < $1', [new Date(before)]);
}
