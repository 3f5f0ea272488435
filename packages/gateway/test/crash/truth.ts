import type { Pool } from 'pg';
import { developmentKey } from '../../src/vault/keys.ts';
import { createVault } from '../../src/vault/vault.ts';
import type { Phone } from './phones.ts';

interface Truth {
  pool: Pool;
  phones: Phone[];
  /** `user token` of everything that Dynamics holds. */
  held: string[];
}

/** What is not yet, or wrongly, as the last acknowledged requests said; and work that is still under way. */
export async function differences({ pool, phones, held }: Truth): Promise<string[]> {
  return [
    ...(await unlikeAcknowledged(pool, phones)),
    ...(await underWay(pool)),
    ...unlike('Dynamics', held, wanted(phones)),
    ...unlike('the ledger', await heldByLedger(pool), held),
  ];
}

const wanted = (phones: Phone[]): string[] =>
  phones.flatMap(({ user, token }) => (user ? [`${user} ${token}`] : []));

function unlike(whose: string, are: string[], should: string[]): string[] {
  const missing = should.filter((line) => !are.includes(line)).map((line) => `${whose} lacks ${line}`);
  return [...missing, ...are.filter((line) => !should.includes(line)).map((line) => `${whose} has ${line}`)];
}

const vault = createVault([developmentKey]);

async function unlikeAcknowledged(pool: Pool, phones: Phone[]): Promise<string[]> {
  const { rows } = await pool.query<{ id: string; token_sealed: Buffer; dynamics_user_id: string | null }>(
    'select i.id, i.token_sealed, b.dynamics_user_id from installations i join bindings b on b.installation_id = i.id',
  );
  const known = new Map(rows.map((row) => [row.id, row]));
  return phones.flatMap(({ id, token, user }) => {
    const row = known.get(id);
    if (!row) return [`${id} is lost`];
    const kept = `${row.dynamics_user_id ?? undefined} ${vault.open(row.token_sealed)}`;
    return kept === `${user} ${token}` ? [] : [`${id} was acknowledged ${user} ${token} and has ${kept}`];
  });
}

async function underWay(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ due: number; asks: number }>(
    `select (select count(*)::integer from bindings where due_at is not null) as due,
       (select count(*)::integer from asks) as asks`,
  );
  const { due = 0, asks = 0 } = rows[0] ?? {};
  return due + asks > 0 ? [`${due} devices are due, ${asks} calls of asks`] : [];
}

/** What the ledger says that Dynamics holds for certain: the last word about each person and token. */
async function heldByLedger(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ user_id: string; token_sealed: Buffer }>(
    `select u.dynamics_user_id as user_id, r.token_sealed from (
       select distinct on (user_key, after ->> 'token') user_key, after ->> 'token' as token, after ->> 'holds' as holds
       from ledger where after ? 'holds' order by user_key, after ->> 'token', seq desc
     ) last
     join users u on u.key = last.user_key
     join registrations r on encode(r.token_hash, 'hex') = last.token and r.user_key = last.user_key
     where holds <> 'no'`,
  );
  return rows.map(({ user_id, token_sealed }) => `${user_id} ${vault.open(token_sealed)}`);
}
