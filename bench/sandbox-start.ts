/**
 * How long a sandbox without a gateway takes to start in a test, and what 100 phones in it keep in memory, against the
 * limits of 1 s and 300 MB. Each round is a fresh process that imports the built package, as a customer's test does:
 * from before the import until a phone could be made. `node --import tsx bench/sandbox-start.ts [ROUNDS]`, after
 * `npm run build -w @journeys-push/sandbox`.
 */
import { execFileSync } from 'node:child_process';

const LIMIT_MS = 1_000;
const LIMIT_MB = 300;
const PHONES = 100;
const rounds = Number(process.argv[2] ?? 7);
const built = new URL('../sandbox/dist/sandbox.js', import.meta.url).href;

const program = `
const began = performance.now();
const { startSandbox } = await import(${JSON.stringify(built)});
const sandbox = await startSandbox({ gateway: false });
const ms = performance.now() - began;
const { user, system } = process.cpuUsage();
const again = performance.now();
await (await startSandbox({ gateway: false })).close();
const secondMs = performance.now() - again;
for (let phone = 0; phone < ${PHONES}; phone++) await sandbox.phone(phone % 2 ? 'iphone' : 'android-14');
const mb = process.memoryUsage.rss() / 2 ** 20;
await sandbox.close();
console.log(JSON.stringify({ ms, secondMs, mb, cpuMs: (user + system) / 1000 }));
`;

interface Round {
  ms: number;
  /** Of both cores together; a machine that does other things as well stretches it less than the time that passes. */
  cpuMs: number;
  secondMs: number;
  mb: number;
}

const results = Array.from({ length: rounds }, (): Round => {
  const output = execFileSync(process.execPath, ['--input-type=module', '--eval', program], {
    encoding: 'utf8',
    cwd: new URL('.', import.meta.url),
  });
  return JSON.parse(output.trim().split('\n').at(-1) ?? '{}') as Round;
});

const sorted = (pick: (round: Round) => number) => results.map(pick).sort((a, b) => a - b);
const line = (what: string, values: number[], [unit, limit]: [unit: string, limit?: number]) => {
  const median = values[Math.floor(values.length / 2)] ?? 0;
  const ratio = limit === undefined ? '' : `; of ${limit} ${unit}: ${(median / limit).toFixed(2)}`;
  const all = values.map((value) => value.toFixed(0)).join(' ');
  process.stdout.write(`${what} ${all} ${unit}; median ${median.toFixed(0)} ${unit}${ratio}\n`);
};
const first = sorted(({ ms }) => ms);
const cpu = sorted(({ cpuMs }) => cpuMs);
const second = sorted(({ secondMs }) => secondMs);
const memory = sorted(({ mb }) => mb);
line('first start in a process', first, ['ms', LIMIT_MS]);
line('of it on the processor', cpu, ['ms']);
line('second start in it', second, ['ms']);
line(`with ${PHONES} phones`, memory, ['MB', LIMIT_MB]);
