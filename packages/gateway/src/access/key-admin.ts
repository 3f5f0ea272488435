import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import { inTransaction } from '../db/transaction.ts';
import { sha256 } from '../secrets.ts';
import { appendAudit } from './audit.ts';
import { type ApiKey, keyText, newKey, type Scope } from './key.ts';
import { insertKey, listKeys, revokeKey } from './key-store.ts';

export interface KeyAdminOptions {
  pool: Pool;
  clock: Clock;
  /** Who does it, for the audit trail. */
  actor: string;
}

/** What an operator does with keys. Each change leaves a row in the audit trail, in the same transaction. */
export interface KeyAdmin {
  /** `secret` is the whole key; nobody can be told it again. */
  create(key: {
    name: string;
    scopes: Scope[];
    expiresAt?: number;
  }): Promise<{ key: ApiKey; secret: string }>;
  /** All there ever were, the newest first. */
  list(): Promise<ApiKey[]>;
  /** `changed`: false where it was revoked before. `undefined`: there is no such key. */
  revoke(id: string): Promise<{ key: ApiKey; changed: boolean } | undefined>;
}

export function createKeyAdmin({ pool, clock, actor }: KeyAdminOptions): KeyAdmin {
  return {
    list: () => listKeys(pool),
    create: ({ name, scopes, expiresAt }) =>
      inTransaction(pool, async (sql) => {
        const now = clock.now();
        const { id, secret } = newKey();
        const key = {
          id,
          name,
          scopes,
          createdAt: now,
          lastUsed: undefined,
          expiresAt,
          revokedAt: undefined,
        };
        await insertKey(sql, { ...key, secretHash: sha256(secret) });
        const details = { name, scopes, ...(expiresAt && { expiresAt: new Date(expiresAt) }) };
        await appendAudit(sql, { at: now, actor, action: 'key-created', subject: `key:${id}`, details });
        return { key, secret: keyText({ id, secret }) };
      }),
    revoke: (id) =>
      inTransaction(pool, async (sql) => {
        const now = clock.now();
        const revoked = await revokeKey(sql, id, now);
        if (revoked?.changed) {
          const details = { name: revoked.key.name };
          await appendAudit(sql, { at: now, actor, action: 'key-revoked', subject: `key:${id}`, details });
        }
        return revoked;
      }),
  };
}
