import type { Sql } from '../db/connect.ts';
import { sha256 } from '../secrets.ts';

/** A JWKS as it came. */
export interface KeysRead {
  text: string;
  /** Milliseconds since the epoch. */
  readAt: number;
}

/** Keeps what was read last, over restarts. */
export interface KeysMemory {
  load(): Promise<KeysRead | undefined>;
  save(read: KeysRead): Promise<void>;
}

export function keysMemory(sql: Sql, url: string): KeysMemory {
  const hash = sha256(url);
  return {
    async load() {
      const { rows } = await sql.query<{ text: string; read_at: Date }>(
        'select jwks as text, read_at from identity_keys where url_hash = $1',
        [hash],
      );
      return rows[0] && { text: rows[0].text, readAt: rows[0].read_at.getTime() };
    },
    async save({ text, readAt }) {
      await sql.query(
        `insert into identity_keys as known (url_hash, jwks, read_at) values ($1, $2, $3)
         on conflict (url_hash) do update set jwks = excluded.jwks, read_at = excluded.read_at
           where known.read_at < excluded.read_at`,
        [hash, text, new Date(readAt)],
      );
    },
  };
}
