import { randomBytes, randomUUID } from 'node:crypto';
import type { Pool } from 'pg';
import { migrate } from '../../packages/gateway/src/db/migrate.ts';
import { developmentKey } from '../../packages/gateway/src/vault/keys.ts';
import { startVault } from '../../packages/gateway/src/vault/start.ts';
import { createVault } from '../../packages/gateway/src/vault/vault.ts';

const FACTS = JSON.stringify({
  ...{ appVersion: '1.0.0', appBuild: '1', distribution: 'release', hardware: 'armv8', language: 'en' },
  ...{ model: 'iPhone', modelId: 'iPhone15,2', os: 'iOS', osVersion: '17.0', timeZone: 'America/New_York' },
});

/** Brings the database to this version and binds so many devices to a person each, all due now. */
export async function preload(pool: Pool, count: number): Promise<void> {
  await migrate(pool);
  const vault = createVault([developmentKey]);
  await startVault(pool, vault, Date.now());
  for (let start = 0; start < count; start += 10_000) {
    const tokens = Array.from({ length: Math.min(10_000, count - start) }, () =>
      randomBytes(32).toString('hex'),
    );
    const columns = [
      tokens.map(() => randomUUID()),
      tokens.map((token) => vault.seal(token)),
      tokens.map((token) => vault.hash(token)),
      tokens.map((token) => vault.tail(token)),
    ];
    await pool.query(
      `with device as (
         select * from unnest($1::uuid[], $2::bytea[], $3::bytea[], $4::text[]) as d(id, sealed, hash, tail)
       ), installed as (
         insert into installations (id, app, platform, app_id, facts, token_sealed, token_hash, token_tail,
           notifications_enabled, first_seen, last_seen)
         select id, 'shop', 'ios', 'com.example.shop', $5, sealed, hash, tail, true, $6, $6 from device
       ), known as (
         insert into users (key, user_id, dynamics_user_id, first_seen) select id, id, id, $6 from device
       )
       insert into bindings (installation_id, app, user_key, dynamics_user_id, since, trace_id, due_at, proof)
       select id, 'shop', id, id, $6, replace(id::text, '-', ''), $6, 'none' from device`,
      [...columns, FACTS, new Date()],
    );
  }
  await pool.query('vacuum analyze installations, users, bindings');
}
