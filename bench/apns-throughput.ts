/**
 * What the APNs twin costs a sender: `@parse/node-apn` to the twin, which checks everything, keeps the timeline and
 * hands each push to its device, against the same client to a bare HTTP/2 server that answers 200. Rounds interleaved,
 * a fresh client each, servers in processes of their own.
 * `node --import tsx bench/apns-throughput.ts [ROUNDS]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import apn from '@parse/node-apn';
import type { Served } from './apns-server.ts';

const GOAL = 0.8;
const WARM_UP = 2000;
const MESSAGES = 20_000;
const BATCH = 1000;
const rounds = Number(process.argv[2] ?? 15);

async function startServer(kind: 'twin' | 'bare'): Promise<{ child: ChildProcess; served: Served }> {
  const execArgv = [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), '--import', 'tsx'];
  const child = fork(new URL('./apns-server.ts', import.meta.url), [kind], { execArgv });
  const served = await new Promise<Served>((resolve, reject) => {
    child.once('message', (message: Served) => resolve(message));
    child.once('exit', (code) => reject(new Error(`the ${kind} server ended with ${code}`)));
  });
  return { child, served };
}

async function send(provider: apn.Provider, { topic, tokens, port }: Served, count: number): Promise<void> {
  for (let from = 0; from < count; from += BATCH) {
    const alert = { title: 'Your order', body: 'It is on its way.' };
    const notification = Object.assign(new apn.Notification(), { topic, alert, pushType: 'alert' });
    const { failed } = await provider.send(notification, tokens.slice(from, from + BATCH));
    if (failed.length > 0) throw new Error(`not sent to ${port}: ${JSON.stringify(failed[0])}`);
  }
}

/** Messages per second of one round. */
async function round(served: Served): Promise<number> {
  const { key, port, ca } = served;
  const { keyId, teamId } = key;
  const token = { key: key.key, keyId, teamId };
  const provider = new apn.Provider({ token, address: 'localhost', port, ca: [ca] });
  await send(provider, served, WARM_UP);
  const began = performance.now();
  await send(provider, served, MESSAGES);
  const seconds = (performance.now() - began) / 1000;
  await provider.shutdown();
  return MESSAGES / seconds;
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const line = (name: string, rates: number[]) =>
  `${name.padEnd(5)}median ${median(rates).toFixed(0)} messages/s; rounds ${rates.map((rate) => rate.toFixed(0)).join(' ')}\n`;

const [twin, bare] = await Promise.all([startServer('twin'), startServer('bare')]);
const rates = { twin: [] as number[], bare: [] as number[] };
for (let i = 0; i < rounds; i++) {
  // Who goes first alternates, so that neither gains from its place.
  for (const kind of i % 2 ? (['bare', 'twin'] as const) : (['twin', 'bare'] as const)) {
    rates[kind].push(await round({ twin, bare }[kind].served));
  }
}
for (const { child } of [twin, bare]) child.disconnect();
// Each round's own ratio: a machine that is slow for a while is so for both.
const ratios = rates.twin.map((rate, i) => rate / (rates.bare[i] ?? rate));
const ratio = median(ratios);
process.stdout.write(
  line('twin', rates.twin) +
    line('bare', rates.bare) +
    `twin ÷ bare, median of the rounds' own ratios ${ratio.toFixed(2)} (${ratios.map((each) => each.toFixed(2)).join(' ')}), ` +
    `at least ${GOAL}: ${ratio >= GOAL ? 'yes' : 'no'}\n`,
);
