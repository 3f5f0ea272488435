/**
 * How fast firebase-admin sends to the FCM twin: `sendEach(500)` over HTTP/2, whose illegal `:scheme` the twin repairs,
 * against the same client on the same twin over HTTP/1.1 (`enableLegacyHttpTransport`, 64 kept connections). The twin
 * checks everything, has the timeline on and 50,000 devices. Rounds interleaved; for information, no goal.
 * `node --import tsx bench/fcm-throughput.ts [ROUNDS]`
 */
import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { Agent } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cert, initializeApp } from 'firebase-admin/app';
import { getMessaging } from 'firebase-admin/messaging';
import { createCertificates } from '../sandbox/src/certificates.ts';
import { startFcmTwin } from '../sandbox/src/fcm/server.ts';
import { createTimeline } from '../sandbox/src/timeline.ts';

const PROJECT = 'bench';
const DEVICES = 50_000;
const WARM_UP = 2000;
const MESSAGES = 10_000;
const BATCH = 500;
const self = fileURLToPath(import.meta.url);

type Transport = 'http2' | 'legacy';
interface Served {
  port: number;
  ca: string;
  keyFile: object;
  tokens: string[];
}

/** The twin, in a process of its own. */
async function serve(): Promise<void> {
  const certificates = await createCertificates();
  const twin = await startFcmTwin({ certificates, timeline: createTimeline() });
  const keyFile = await twin.createServiceAccount(PROJECT);
  const deliver = () => 'delivered' as const;
  const tokens = Array.from({ length: DEVICES }, () => twin.createFcmToken());
  for (const token of tokens) twin.registerDevice({ token, packageName: 'x', projectId: PROJECT, deliver });
  process.send?.({ port: twin.port, ca: certificates.ca, keyFile, tokens } satisfies Served);
  process.on('message', () => process.send?.(process.memoryUsage().rss));
}

/** The sender, in a process of its own: for each round it is told the transport, and says messages per second. */
function send(keyFile: string): void {
  const credential = cert(keyFile);
  const httpAgent = new Agent({ keepAlive: true, maxSockets: 64 });
  const http2 = getMessaging(initializeApp({ credential }, 'http2'));
  const legacy = getMessaging(initializeApp({ credential, httpAgent }, 'legacy'));
  legacy.enableLegacyHttpTransport();

  async function sendAll(transport: Transport, tokens: string[]): Promise<void> {
    for (let from = 0; from < tokens.length; from += BATCH) {
      const notification = { title: 'Your order', body: 'It is on its way.' };
      const messages = tokens.slice(from, from + BATCH).map((token) => ({ token, notification }));
      const { responses } = await { http2, legacy }[transport].sendEach(messages);
      const failed = responses.find(({ error }) => error);
      if (failed) throw failed.error;
    }
  }
  process.on('message', async ({ transport, tokens }: { transport: Transport; tokens: string[] }) => {
    await sendAll(transport, tokens.slice(0, WARM_UP));
    const began = performance.now();
    await sendAll(transport, tokens.slice(WARM_UP));
    process.send?.(MESSAGES / ((performance.now() - began) / 1000));
  });
  process.send?.('ready');
}

async function answerOf<T>(child: ChildProcess, question?: object): Promise<T> {
  const answer = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) =>
    Promise.reject(new Error(`a process ended with ${code}`)),
  );
  if (question) child.send(question);
  const [message] = await Promise.race([answer, ended]);
  return message as T;
}

const median = (numbers: number[]) => [...numbers].sort((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? 0;
const line = (name: string, rates: number[]) =>
  `${name.padEnd(7)}median ${median(rates).toFixed(0)} messages/s; rounds ${rates.map((rate) => rate.toFixed(0)).join(' ')}\n`;

async function measure(rounds: number): Promise<void> {
  const execArgv = [...(process.env.BENCH_NODE_OPTIONS?.split(' ') ?? []), '--import', 'tsx'];
  const server = fork(self, ['serve'], { execArgv });
  const { port, ca, keyFile, tokens } = await answerOf<Served>(server);
  const folder = await mkdtemp(join(tmpdir(), 'fcm-bench-'));
  const [caPath, keyPath] = [join(folder, 'ca.pem'), join(folder, 'key.json')];
  await Promise.all([writeFile(caPath, ca), writeFile(keyPath, JSON.stringify(keyFile))]);
  const preload = fileURLToPath(new URL('../sandbox/src/fcm/testing/redirect.cjs', import.meta.url));
  const client = fork(self, ['send', keyPath], {
    execArgv: [...execArgv, '--require', preload],
    env: { ...process.env, NODE_EXTRA_CA_CERTS: caPath, FCM_TWIN_PORT: String(port) },
  });
  await answerOf(client);
  const rates: Record<Transport, number[]> = { http2: [], legacy: [] };
  for (let i = 0; i < rounds; i++) {
    // Who goes first alternates, so that neither gains from its place.
    for (const transport of i % 2 ? (['legacy', 'http2'] as const) : (['http2', 'legacy'] as const)) {
      const from = ((i * 2) % 4) * (WARM_UP + MESSAGES);
      const given = { transport, tokens: tokens.slice(from, from + WARM_UP + MESSAGES) };
      rates[transport].push(await answerOf<number>(client, given));
    }
  }
  const rss = await answerOf<number>(server, {});
  for (const child of [client, server]) child.disconnect();
  await rm(folder, { recursive: true });
  process.stdout.write(
    line('http2', rates.http2) +
      line('legacy', rates.legacy) +
      `http2 ÷ legacy ${(median(rates.http2) / median(rates.legacy)).toFixed(2)}\n` +
      `the twin's process holds ${(rss / 1e6).toFixed(0)} MB\n`,
  );
}

process.on('disconnect', () => process.exit());
const [role = '5', keyFile = ''] = process.argv.slice(2);
if (role === 'serve') await serve();
else if (role === 'send') send(keyFile);
else await measure(Number(role));
