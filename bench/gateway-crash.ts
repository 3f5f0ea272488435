/**
 * Two gateway processes on one database under load, each killed with SIGKILL at random moments, PostgreSQL too, and then
 * compared: nothing acknowledged is lost, nobody is registered wrongly at any time, and at rest Dynamics equals the
 * ledger. A line for each seed; the exit code is 1 if anything was wrong.
 *
 * `node --conditions=journeys-push-source --import tsx bench/gateway-crash.ts [SEEDS] [FIRST] [SECONDS]`
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createNursery, startMortalPostgres } from '../packages/gateway/test/crash/processes.ts';
import { crashRun } from '../packages/gateway/test/crash/run.ts';

const [count, first, seconds] = [50, 1, 6].map((usual, index) =>
  Number(process.argv[index + 2] ?? usual),
) as [number, number, number];
const dataDir = await mkdtemp(join(tmpdir(), 'journeys-push-crash-'));
const nursery = createNursery();
const postgres = await startMortalPostgres(dataDir);
const total = { seeds: 0, wrong: 0, gateway: 0, postgres: 0, acknowledged: 0 };
try {
  for (let seed = first; seed < first + count; seed++) {
    const result = await crashRun({ seed, forMs: seconds * 1_000, phones: 30, postgres, nursery });
    process.stdout.write(`${JSON.stringify(result)}\n`);
    total.seeds += 1;
    total.wrong += result.wrongs.length > 0 ? 1 : 0;
    total.gateway += result.kills.gateway;
    total.postgres += result.kills.postgres;
    total.acknowledged += result.acknowledged;
  }
} finally {
  nursery.end();
  await postgres.end();
  await rm(dataDir, { recursive: true, force: true });
}
process.stdout.write(`total: ${JSON.stringify(total)}\n`);
process.exit(total.wrong > 0 ? 1 : 0);
