/**
 * What an idle sandbox keeps in memory: its Node process as `npm start` runs it, a while after it is ready, against
 * the limit of 250 MB. PostgreSQL is another process and not counted.
 * `node --import tsx bench/idle-memory.ts [ROUNDS]`, after `npm start` has built once.
 */
import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { setTimeout as sleep } from 'node:timers/promises';

const LIMIT_MB = 250;
/** Long enough for what is loaded in the background, in milliseconds. */
const IDLE_MS = 15_000;
const rounds = Number(process.argv[2] ?? 5);
const main = new URL('../sandbox/src/main.ts', import.meta.url).pathname;

async function idleMegabytes(): Promise<number> {
  const args = [
    '--conditions=journeys-push-source',
    '--heap-growing-percent=10',
    '--max-semi-space-size=2',
    '--import',
    'tsx',
    main,
    '--port',
    '0',
    '--json',
  ];
  const sandbox = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = once(sandbox, 'exit');
  await once(createInterface(sandbox.stdout), 'line');
  await sleep(IDLE_MS);
  const kilobytes = Number(
    execFileSync('ps', ['-o', 'rss=', '-p', String(sandbox.pid)], { encoding: 'utf8' }),
  );
  sandbox.kill('SIGINT');
  await ended;
  return kilobytes / 1024;
}

const megabytes: number[] = [];
for (let round = 0; round < rounds; round++) megabytes.push(await idleMegabytes());
megabytes.sort((a, b) => a - b);
const median = megabytes[Math.floor(rounds / 2)] ?? 0;
process.stdout.write(
  `idle ${megabytes.map((one) => one.toFixed(0)).join(' ')} MB; median ${median.toFixed(0)} MB; of ${LIMIT_MB} MB: ${(median / LIMIT_MB).toFixed(2)}\n`,
);
