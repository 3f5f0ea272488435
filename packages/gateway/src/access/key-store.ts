import type { Sql } from '../db/connect.ts';
import type { ApiKey, Scope } from './key.ts';

interface Row {
  id: string;
  name: string;
  scopes: Scope[];
  created_at: Date;
  last_used: Date | null;
  expires_at: Date | null;
  revoked_at: Date | null;
}

const COLUMNS = 'id, name, scopes, created_at, last_used, expires_at, revoked_at';

const keyOf = (row: Row): ApiKey => ({
  id: row.id,
  name: row.name,
  scopes: row.scopes,
  createdAt: row.created_at.getTime(),
  lastUsed: row.last_used?.getTime(),
  expiresAt: row.expires_at?.getTime(),
  revokedAt: row.revoked_at?.getTime(),
});

/** A key and the hash of its secret. */
export type StoredKey = ApiKey & { secretHash: Buffer };

export async function findKey(sql: Sql, id: string): Promise<StoredKey | undefined> {
  const { rows } = await sql.query<Row & { secret_hash: Buffer }>(
    `select ${COLUMNS}, secret_hash from api_keys where id = $1`,
    [id],
  );
  return rows[0] && { ...keyOf(rows[0]), secretHash: rows[0].secret_hash };
}

/** All there ever were, the newest first. */
export async function listKeys(sql: Sql): Promise<ApiKey[]> {
  const { rows } = await sql.query<Row>(`select ${COLUMNS} from api_keys order by created_at desc, id`);
  return rows.map(keyOf);
}

export async function insertKey(sql: Sql, key: StoredKey): Promise<void> {
  await sql.query(
    `insert into api_keys (id, secret_hash, name, scopes, created_at, expires_at)
     values ($1, $2, $3, $4, $5, $6)`,
    [
      key.id,
      key.secretHash,
      key.name,
      key.scopes,
      new Date(key.createdAt),
      key.expiresAt === undefined ? null : new Date(key.expiresAt),
    ],
  );
}

/** The key as it is afterwards, and whether this call revoked it; `undefined`: there is none. */
export async function revokeKey(
  sql: Sql,
  id: string,
  now: number,
): Promise<{ key: ApiKey; changed: boolean } | undefined> {
  const { rows } = await sql.query<Row>(
    `update api_keys set revoked_at = $2 where id = $1 and revoked_at is null returning ${COLUMNS}`,
    [id, new Date(now)],
  );
  if (rows[0]) return { key: keyOf(rows[0]), changed: true };
  const key = await findKey(sql, id);
  return key && { key, changed: false };
}

/** Several gateways may tell at once; the latest time stays. */
export async function touchKey(sql: Sql, id: string, now: number): Promise<void> {
  await sql.query(
    'update api_keys set last_used = $2 where id = $1 and (last_used is null or last_used < $2)',
    [id, new Date(now)],
  );
}
