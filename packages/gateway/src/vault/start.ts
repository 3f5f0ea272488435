import { randomBytes } from 'node:crypto';
import type { Pool } from 'pg';
import { ConfigError } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { inTransaction } from '../db/transaction.ts';
import { sealPlainRows } from './plain-rows.ts';
import type { Vault } from './vault.ts';

/**
 * Makes the vault ready: notes which key seals now, learns the lookup key, seals what an older version left in the
 * clear. Resolves with whether rows may be sealed with an older key.
 *
 * @throws ConfigError where rows are sealed with a key that is not given
 */
export async function startVault(pool: Pool, vault: Vault, now: number): Promise<{ isRotating: boolean }> {
  const used = await inTransaction(pool, async (sql) => {
    const ids = await noteKey(sql, vault, now);
    const missing = ids.filter((id) => !vault.keyIds.includes(id));
    if (missing.length > 0) throw new ConfigError(missing.map(stillNeeded));
    vault.unlock(await lookupKey(sql, vault));
    return ids;
  });
  await sealPlainRows(pool, vault);
  return { isRotating: used.length > 1 };
}

const stillNeeded = (id: string): string =>
  `JOURNEYS_PUSH_KEYS: key ${id} is still needed, tokens are sealed with it. Give it again, after the new one, until ` +
  `the log says vault.resealed`;

/** All keys that rows may be sealed with. */
async function noteKey(sql: Sql, { keyIds: [first] }: Vault, now: number): Promise<string[]> {
  const insert = 'insert into vault_keys (id, first_used) values ($1, $2) on conflict (id) do nothing';
  await sql.query(insert, [first, new Date(now)]);
  const { rows } = await sql.query<{ id: string }>('select id from vault_keys');
  return rows.map(({ id }) => id);
}

async function lookupKey(sql: Sql, vault: Vault): Promise<Buffer> {
  const fresh = vault.seal(randomBytes(32).toString('base64'));
  await sql.query('insert into vault_lookup (sealed) values ($1) on conflict do nothing', [fresh]);
  const { rows } = await sql.query<{ sealed: Buffer }>('select sealed from vault_lookup for update');
  const sealed = rows[0]?.sealed ?? fresh;
  const text = vault.open(sealed);
  if (!vault.isFresh(sealed)) await sql.query('update vault_lookup set sealed = $1', [vault.seal(text)]);
  return Buffer.from(text, 'base64');
}
