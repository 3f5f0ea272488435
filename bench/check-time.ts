/**
 * How long the whole checklist takes: three phones, both built-in pages, the command as a person runs it, against the
 * limit of 45 s on two cores. `node --import tsx bench/check-time.ts [ROUNDS]`, after `npm start` has built once.
 */
import { spawnSync } from 'node:child_process';

const LIMIT_S = 45;
const rounds = Number(process.argv[2] ?? 5);
const bin = new URL('../packages/cli/bin/journeys-push.mjs', import.meta.url).pathname;

const seconds = Array.from({ length: rounds }, () => {
  const began = performance.now();
  const { status, stderr } = spawnSync(process.execPath, [bin, 'check'], { encoding: 'utf8' });
  if (status !== 0) throw new Error(`not green:\n${stderr}`);
  return (performance.now() - began) / 1000;
}).sort((a, b) => a - b);

const median = seconds[Math.floor(rounds / 2)] ?? 0;
process.stdout.write(
  `checks ${seconds.map((one) => one.toFixed(1)).join(' ')} s; median ${median.toFixed(1)} s; of ${LIMIT_S} s: ${(median / LIMIT_S).toFixed(2)}\n`,
);
