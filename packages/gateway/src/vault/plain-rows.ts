import type { Pool } from 'pg';
import { unhurried } from '../db/connect.ts';
import { underLock } from '../db/migrate.ts';
import { eachPage, type Page, tables } from './pages.ts';
import type { Vault } from './vault.ts';

/** Seals the tokens of an older version's rows: in small steps, each of which lasts, so that it can be cut short. */
export async function sealPlainRows(pool: Pool, vault: Vault): Promise<void> {
  await underLock(pool, async () => {
    const { rows } = await pool.query("select to_regproc('finish_sealing') is null as done");
    if (rows[0]?.done) return;
    for (const table of tables) await eachPage(pool, { table }, (page) => sealPage(page, vault));
    await pool.query(unhurried('select finish_sealing()'));
    await pool.query('drop function finish_sealing()');
  });
}

async function sealPage({ sql, table, range }: Page, vault: Vault): Promise<void> {
  const { rows } = await sql.query<{ at: string; token: string }>(
    `select ctid::text as at, token_plain as token from ${table}
     where ctid >= $1::tid and ctid < $2::tid and token_plain is not null for update`,
    range,
  );
  const sealed = rows.map(({ at, token }) => ({
    at,
    sealed: vault.seal(token).toString('hex'),
    hash: vault.hash(token).toString('hex'),
    tail: vault.tail(token),
  }));
  const found = {
    installations: ", token_hash = decode(s.hash, 'hex'), token_tail = s.tail",
    registrations: ", token_hash = decode(s.hash, 'hex')",
    interactions: '',
  };
  await sql.query(
    `update ${table} t set token_plain = null, token_sealed = decode(s.sealed, 'hex')${found[table]}
     from jsonb_to_recordset($1::jsonb) as s(at tid, sealed text, hash text, tail text) where t.ctid = s.at`,
    [JSON.stringify(sealed)],
  );
}
