import { readFile } from 'node:fs/promises';
import pg from 'pg';
import { expect, inject, onTestFinished, test } from 'vitest';
import { newApiKey } from '../../test/api-key.ts';
import { ANNA, announceDevice, send, startTestGateway } from '../../test/gateway.ts';
import { administer } from '../../test/postgres.ts';

const ROLE = 'journeys_push_gateway';

/** A pool of the role, on the database of `url`. */
function poolOf(url: string, role: string): pg.Pool {
  const as = new URL(url);
  as.searchParams.set('options', `-c role=${role}`);
  const pool = new pg.Pool({ connectionString: as.href, max: 5 });
  pool.on('error', () => undefined);
  return pool;
}

test('a gateway of least privilege does its work, and can change neither ledger nor audit trail', async () => {
  const owner = await startTestGateway();
  await owner.close();
  const script = await readFile(new URL('../../roles.sql', import.meta.url), 'utf8');
  await owner.database.pool.query(script);
  await owner.database.pool.query(script);
  const pool = poolOf(owner.database.url, ROLE);
  const auditor = poolOf(owner.database.url, 'journeys_push_auditor');
  onTestFinished(async () => {
    await Promise.all([pool.end(), auditor.end()]);
    await owner.database.pool.query(`drop owned by ${ROLE}, journeys_push_auditor`);
    await owner.end();
    await administer(inject('postgresUrl'), `drop role ${ROLE}, journeys_push_auditor`);
  });

  const gateway = await owner.sibling({ pool });
  const device = await announceDevice(gateway);
  expect((await device.bind(ANNA)).body.registration.state).toBe('registered');
  const credential = await newApiKey(owner, 'admin');
  const { body } = await send(gateway, `DELETE /v1/admin/users/${ANNA}`, { credential });
  await expect
    .poll(async () => {
      const path = `GET /v1/admin/erasures/${body.erasure.erasureId}`;
      return (await send(gateway, path, { credential })).body.erasure.state;
    })
    .toBe('done');
  await gateway.close();

  for (const forbidden of [
    "update ledger set cause = 'nothing'",
    'delete from ledger',
    'delete from ledger_by_key',
    'truncate ledger',
    'alter table ledger disable trigger all',
    'drop trigger ledger_is_append_only on ledger',
    'set session_replication_role = replica',
    "update audit set actor = 'nobody'",
    'create table more (a integer)',
  ]) {
    await expect(pool.query(forbidden)).rejects.toThrow(/permission denied|must be owner/);
  }
  expect((await auditor.query('select count(*)::int as lines from ledger')).rows[0].lines).toBeGreaterThan(5);
  await expect(auditor.query('select * from users')).rejects.toThrow('permission denied');
});
