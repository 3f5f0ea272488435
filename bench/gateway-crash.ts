/**
 * Two gateway processes on one database under load, each killed with SIGKILL at random moments, PostgreSQL too, and then
 * compared: nothing acknowledged is lost, nobody is registered wrongly at any time, and at rest Dynamics equals the
 * ledger. It is the gateway's own test (crash.seeds.test.ts) with more seeds. A line for each seed, then the sum; the
 * exit code is 1 if anything was wrong.
 *
 * `node --import tsx bench/gateway-crash.ts [SEEDS] [FIRST] [SECONDS]`
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { unwatchFile, watchFile } from 'node:fs';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const [seeds = '50', first = '1', seconds = '6'] = process.argv.slice(2);
const folder = await mkdtemp(join(tmpdir(), 'journeys-push-crash-'));
const report = join(folder, 'results.ndjson');
const vitest = new URL('../node_modules/vitest/vitest.mjs', import.meta.url).pathname;
const tests = spawn(process.execPath, [vitest, 'run', 'packages/gateway/src/crash.seeds.test.ts'], {
  cwd: new URL('..', import.meta.url),
  stdio: ['ignore', 'inherit', 'inherit'],
  env: {
    ...process.env,
    ...{
      CRASH_SEEDS: seeds,
      CRASH_FIRST: first,
      CRASH_SECONDS: seconds,
      CRASH_PHONES: '30',
      CRASH_REPORT: report,
    },
  },
});
const lines: string[] = [];
async function printNew(): Promise<void> {
  const written = (await readFile(report, 'utf8').catch(() => '')).split('\n').slice(0, -1);
  for (const line of written.slice(lines.length)) {
    lines.push(line);
    process.stdout.write(`${line}\n`);
  }
}
watchFile(report, { interval: 500 }, () => void printNew());
const [code] = await once(tests, 'exit');
unwatchFile(report);
await printNew();
await rm(folder, { recursive: true, force: true });
const results = lines.map((line) => JSON.parse(line));
const sum = (of: (result: (typeof results)[number]) => number) =>
  results.reduce((total, one) => total + of(one), 0);
const total = {
  seeds: results.length,
  wrong: results.filter(({ wrongs }) => wrongs.length > 0).length,
  gatewaysKilled: sum(({ kills }) => kills.gateway),
  postgresKilled: sum(({ kills }) => kills.postgres),
  acknowledged: sum(({ acknowledged }) => acknowledged),
  registered: sum(({ registered }) => registered),
  opensTold: sum(({ told }) => told),
};
process.stdout.write(`total: ${JSON.stringify(total)}\n`);
process.exitCode = code;
