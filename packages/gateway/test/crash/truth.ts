import type { Pool } from 'pg';
import { developmentKey } from '../../src/vault/keys.ts';
import { createVault, type Vault } from '../../src/vault/vault.ts';
import type { Phone } from './phones.ts';

interface Truth {
  pool: Pool;
  phones: Phone[];
  /** `user token` of everything that Dynamics holds. */
  held: string[];
  /** Tracking ids of the opens that Dynamics was told. */
  opens: Set<unknown>;
}

/** What is not yet, or wrongly, as the last acknowledged requests said; and work that is still under way. */
export async function differences({ pool, phones, held, opens }: Truth): Promise<string[]> {
  return [
    ...(await unlikeAcknowledged(pool, phones)),
    ...(await missingInLedger(pool, phones)),
    ...unlike('the ledger', await ownersByLedger(pool), ownersOf(phones)),
    ...(await underWay(pool)),
    ...unlike('Dynamics', held, wanted(phones)),
    ...unlike(
      'the ledger',
      await heldByLedger(pool, phones),
      held.map((line) => `${line} certain`),
    ),
    ...phones.flatMap((phone) =>
      phone.opens.filter((id) => !opens.has(id)).map((id) => `Dynamics was not told of the open ${id}`),
    ),
  ];
}

const wanted = (phones: Phone[]): string[] =>
  phones.flatMap(({ user, token }) => (user ? [`${user} ${token}`] : []));

const ownersOf = (phones: Phone[]): string[] =>
  phones.flatMap(({ id, user }) => (user ? [`${id} as ${user}'s`] : []));

function unlike(whose: string, are: string[], should: string[]): string[] {
  const missing = should.filter((line) => !are.includes(line)).map((line) => `${whose} lacks ${line}`);
  return [...missing, ...are.filter((line) => !should.includes(line)).map((line) => `${whose} has ${line}`)];
}

async function unlikeAcknowledged(pool: Pool, phones: Phone[]): Promise<string[]> {
  const vault = await unlockedVault(pool);
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

/** Every change that was acknowledged, also one that others have followed. */
async function missingInLedger(pool: Pool, phones: Phone[]): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    "select installation_id || ' ' || cause || ' ' || trace_id as line from ledger",
  );
  const lines = new Set(rows.map(({ line }) => line));
  return phones.flatMap(({ id, told }) =>
    told
      .map(({ cause, traceId }) => `${id} ${cause} ${traceId}`)
      .filter((line) => !lines.has(line))
      .map((line) => `the ledger lacks ${line}, which was acknowledged`),
  );
}

async function ownersByLedger(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ line: string }>(
    `select installation_id || ' as ' || dynamics_user_id || '''s' as line from (
       select distinct on (installation_id) installation_id, cause, user_key
       from ledger where cause in ('bound', 'unbound') order by installation_id, seq desc
     ) last left join users u on u.key = last.user_key
     where cause = 'bound'`,
  );
  return rows.map(({ line }) => line);
}

async function underWay(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ due: number; asks: number; opens: number }>(
    `select (select count(*)::integer from bindings where due_at is not null) as due,
       (select count(*)::integer from asks) as asks,
       (select count(*)::integer from interactions where due_at is not null) as opens`,
  );
  const { due = 0, asks = 0, opens = 0 } = rows[0] ?? {};
  return due + asks + opens > 0 ? [`${due} devices are due, ${asks} calls of asks, ${opens} opens`] : [];
}

/** What the ledger alone says that Dynamics holds, and how surely: the last word about each person and token. */
async function heldByLedger(pool: Pool, phones: Phone[]): Promise<string[]> {
  const vault = await unlockedVault(pool);
  const tokens = new Map(
    phones.flatMap((phone) => [...phone.tokens].map((token) => [vault.hash(token).toString('hex'), token])),
  );
  const { rows } = await pool.query<{ user: string; token: string; holds: string }>(
    `select u.dynamics_user_id as user, token, holds from (
       select distinct on (user_key, after ->> 'token') user_key, after ->> 'token' as token, after ->> 'holds' as holds
       from ledger where after ? 'holds' order by user_key, after ->> 'token', seq desc
     ) last left join users u on u.key = last.user_key
     where holds <> 'no'`,
  );
  return rows.map(({ user, token, holds }) => `${user} ${tokens.get(token)} ${holds}`);
}

/** With the lookup key of this database. */
async function unlockedVault(pool: Pool): Promise<Vault> {
  const vault = createVault([developmentKey]);
  const { rows } = await pool.query<{ sealed: Buffer }>('select sealed from vault_lookup');
  const [row] = rows;
  if (row) vault.unlock(Buffer.from(vault.open(row.sealed), 'base64'));
  return vault;
}
