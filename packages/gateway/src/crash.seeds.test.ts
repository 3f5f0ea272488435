import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNursery, type Mortal, type Nursery, startMortalPostgres } from '../test/crash/processes.ts';
import { crashRun } from '../test/crash/run.ts';

/** More on request: CRASH_SEEDS=50, or bench/gateway-crash.ts. */
const seeds = Array.from({ length: Number(process.env.CRASH_SEEDS ?? 2) }, (_, index) => index + 1);

let nursery: Nursery;
let postgres: Mortal;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-crash-'));
  nursery = createNursery();
  postgres = await startMortalPostgres(dataDir);
});
afterAll(async () => {
  nursery.end();
  await postgres.end();
  await rm(dataDir, { recursive: true, force: true });
});

test.each(seeds)(
  'two gateways and PostgreSQL killed at random: nothing acknowledged is lost, Dynamics equals the ledger (seed %i)',
  { timeout: 180_000 },
  async (seed) => {
    const result = await crashRun({ seed, forMs: 3_000, phones: 16, postgres, nursery });
    expect(result.wrongs).toEqual([]);
    expect(result.acknowledged).toBeGreaterThan(16);
  },
);
