import { appendFile, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createNursery, type Mortal, type Nursery, startMortalPostgres } from '../test/crash/processes.ts';
import { crashRun } from '../test/crash/run.ts';

/** More on request: bench/gateway-crash.ts. */
const number = (name: string, usual: number) => Number(process.env[name] ?? usual);
const seeds = Array.from(
  { length: number('CRASH_SEEDS', 2) },
  (_, index) => number('CRASH_FIRST', 1) + index,
);
const size = { forMs: number('CRASH_SECONDS', 3) * 1_000, phones: number('CRASH_PHONES', 16) };
const report = process.env.CRASH_REPORT;

let nursery: Nursery;
let postgres: Mortal;
let dataDir: string;
beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-crash-'));
  nursery = await createNursery();
  postgres = await startMortalPostgres(dataDir);
});
afterAll(async () => {
  await nursery.end();
  await postgres.end();
  await rm(dataDir, { recursive: true, force: true });
});

test.each(seeds)(
  'two gateways and PostgreSQL killed at random: nothing acknowledged is lost, Dynamics equals the ledger (seed %i)',
  { timeout: 180_000 },
  async (seed) => {
    const result = await crashRun({ seed, ...size, postgres, nursery });
    if (report) await appendFile(report, `${JSON.stringify(result)}\n`);
    expect(result.wrongs).toEqual([]);
    expect(result.acknowledged).toBeGreaterThanOrEqual(size.phones);
  },
);
