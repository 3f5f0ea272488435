import { execFile } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import apn from '@parse/node-apn';
import { BUNDLE, type startTestTwin } from './world.ts';

/** Senders as they are on npm, unmodified (facts: apns-fcm-phones.md §3.1, §3.2). */

type World = Awaited<ReturnType<typeof startTestTwin>>;

export const notification = (topic = BUNDLE) =>
  Object.assign(new apn.Notification(), { topic, alert: { title: 'Hi' }, pushType: 'alert' });

/** A node-apn provider for the twin's development port; with the world's key unless told otherwise. */
export function nodeApn({ twin, key, ca }: World, options: Partial<apn.ProviderOptions> = {}): apn.Provider {
  const { port } = twin.development;
  const own = 'cert' in options || 'pfx' in options;
  const token = { key: key.key, keyId: key.keyId, teamId: key.teamId };
  return new apn.Provider({ ...(own ? {} : { token }), address: 'localhost', port, ca: [ca], ...options });
}

/** What apns2 says of one push. `known`: its own table has the reason. */
export interface Apns2Outcome {
  sent?: true;
  reason?: string;
  status?: number;
  timestamp?: number;
  known?: boolean;
  error?: string;
}

/**
 * apns2 dials port 443 only and takes its CA from the environment: a process of its own, its dialling redirected to the
 * twin's development port.
 */
export async function inNodeWithApns2(
  { ca, key, twin }: World,
  tokens: string[],
  host: 'development' | 'production' = 'development',
): Promise<Apns2Outcome[]> {
  const folder = await mkdtemp(join(tmpdir(), 'apns2-'));
  const [caFile, preload] = [join(folder, 'ca.pem'), join(folder, 'redirect.cjs')];
  await writeFile(caFile, ca);
  await writeFile(preload, redirect(twin.development.port));
  const sender = fileURLToPath(new URL('./apns2-sender.mjs', import.meta.url));
  const given = JSON.stringify({ key, topic: BUNDLE, tokens, host });
  const env = { ...process.env, NODE_EXTRA_CA_CERTS: caFile };
  const run = promisify(execFile)(process.execPath, ['--require', preload, sender, given], { env });
  const { stdout } = await run.finally(() => rm(folder, { recursive: true }));
  return JSON.parse(stdout);
}

const redirect = (port: number) => `
  const tls = require('node:tls');
  const { connect } = tls;
  tls.connect = (options, ...rest) => connect({ ...options, host: '127.0.0.1', port: ${port} }, ...rest);
`;
