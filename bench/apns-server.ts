/**
 * A server for `apns-throughput.ts`, in a process of its own: `twin` is the sandbox's APNs twin with all its checks and
 * the timeline on, of Apple's two environments the production one, as whoever sends much does; `bare` reads each request
 * and answers 200. Tells its parent how to reach it.
 */
import { randomBytes } from 'node:crypto';
import { createSecureServer } from 'node:http2';
import type { AddressInfo } from 'node:net';
import { createApnsKey } from '../sandbox/src/apns/keys.ts';
import { startApnsTwin } from '../sandbox/src/apns/server.ts';
import { createCertificates } from '../sandbox/src/certificates.ts';
import { createTimeline } from '../sandbox/src/timeline.ts';

const BUNDLE_ID = 'com.example.shop';
const DEVICES = 50_000;

/** What the parent needs to send. */
export interface Served {
  port: number;
  ca: string;
  key: { key: string; keyId: string; teamId: string };
  topic: string;
  tokens: string[];
}

const certificates = await createCertificates();
const key = createApnsKey();
const tokens = Array.from({ length: DEVICES }, () => randomBytes(32).toString('hex'));

async function startTwin(): Promise<number> {
  const twin = await startApnsTwin({ certificates, timeline: createTimeline() });
  twin.addKey({ ...key, bundleIds: [BUNDLE_ID] });
  const deliver = () => 'delivered' as const;
  const device = { bundleId: BUNDLE_ID, environment: 'production', deliver } as const;
  for (const token of tokens) twin.registerDevice({ ...device, token });
  return twin.production.port;
}

async function startBare(): Promise<number> {
  const server = createSecureServer({ ...certificates, settings: { maxConcurrentStreams: 1000 } });
  server.on('stream', (stream) => {
    stream.on('error', () => undefined).resume();
    stream.on('end', () => stream.respond({ ':status': 200 }, { endStream: true }));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

const port = await (process.argv[2] === 'twin' ? startTwin() : startBare());
const served: Served = { port, ca: certificates.ca, key, topic: BUNDLE_ID, tokens };
process.send?.(served);
process.on('disconnect', () => process.exit());
