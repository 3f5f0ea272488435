import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { FcmTwin } from '../server.ts';
import type { ServiceAccount } from '../wire.ts';

const sender = new URL('./google-sender.mjs', import.meta.url);
const redirect = new URL('./redirect.cjs', import.meta.url);

/** What `google-sender.mjs` can be asked for. */
type Action =
  | ('send' | 'sendEach' | 'sendEachForMulticast' | 'sendEachLegacy' | 'generated')
  | ('subscribeToTopic' | 'unsubscribeFromTopic');

/**
 * A process with Google's unmodified clients, all of whose connections to Google lead to the twin by a preload and one
 * environment variable (facts: apns-fcm-phones.md §3.2). An action that fails answers with its error's code.
 */
export async function openSenderProcess(world: { twin: FcmTwin; ca: string; account: ServiceAccount }) {
  const { twin, ca, account } = world;
  const folder = await mkdtemp(join(tmpdir(), 'fcm-sender-'));
  const [caFile, keyFile] = [join(folder, 'ca.pem'), join(folder, 'key.json')];
  await Promise.all([writeFile(caFile, ca), writeFile(keyFile, JSON.stringify(account))]);
  const child = fork(sender, {
    execArgv: ['--require', fileURLToPath(redirect)],
    env: {
      ...process.env,
      ...{ NODE_EXTRA_CA_CERTS: caFile, FCM_KEY_FILE: keyFile, FCM_TWIN_PORT: String(twin.port) },
      ...{ FCM_PROJECT: account.project_id, FCM_ROOT_URL: `https://localhost:${twin.port}/` },
    },
  });
  let count = 0;
  const waiting = new Map<number, (answer: { result?: unknown; error?: string }) => void>();
  child.on('message', ({ id, ...answer }: { id: number }) => waiting.get(id)?.(answer));
  await once(child, 'message');

  return {
    async ask(action: Action, ...given: unknown[]): Promise<unknown> {
      const id = ++count;
      const answer = new Promise<{ result?: unknown; error?: string }>((resolve) => waiting.set(id, resolve));
      child.send({ id, action, given });
      const { result, error } = await answer;
      return result ?? error;
    },
    async close(): Promise<void> {
      const gone = once(child, 'exit');
      child.disconnect();
      await gone;
      await rm(folder, { recursive: true });
    },
  };
}
