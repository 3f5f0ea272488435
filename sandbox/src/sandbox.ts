import { randomBytes } from 'node:crypto';
import bridge from '@journeys-push/bridge/iife';
import { appConfig } from './app.ts';
import { type Connection, connectionOf, infoOf } from './connection.ts';
import { createControlApp } from './control/server.ts';
import type { ProfileName, Push } from './control/wire.ts';
import type { World } from './control/world.ts';
import { openDataFolder, type SavedState } from './data-folder.ts';
import { startDatabase } from './database.ts';
import { startGatewayHost } from './gateway-host.ts';
import { keepState } from './keep-state.ts';
import { createLoopbackFetch } from './loopback-fetch.ts';
import type { Parts } from './parts.ts';
import { createPhones, type Phones } from './phones.ts';
import { openPublicFront } from './public-front.ts';
import { apnsNetwork, fcmNetwork } from './push-networks.ts';
import { type Services, startServices } from './services.ts';
import { hosts } from './site/hosts.ts';
import { readJsonFile } from './state-file.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createWorld, expectedFailure } from './world.ts';

const FIRST_PHONES: ProfileName[] = ['iphone', 'android-14', 'android-12'];

export interface SandboxOptions {
  /** Of lab, control API and pages; default 0 = any free. */
  port?: number;
  /** Keeps all state; default: a fresh temporary folder that `close` removes. */
  dataDir?: string | undefined;
  /** The customer's site in the phones; default: the built-in page. */
  app?: string | undefined;
}

export interface Sandbox extends Pick<Services, 'apns' | 'fcm' | 'dynamics'> {
  phones: Phones;
  timeline: Timeline;
  world: World;
  connection(): Connection;
  /** Saves the state, then ends everything that was started. */
  close(): Promise<void>;
}

/**
 * Starts twins, gateway, phones and lab in this process; ready when it resolves. Throws UsageError for a taken port
 * or an unusable folder.
 */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const closers: (() => unknown)[] = [];
  /** Runs in reverse order of the start; one that fails does not keep the others from closing. */
  const close = async () => {
    for (const closer of closers.splice(0).reverse()) await Promise.resolve(closer()).catch(reportClosing);
  };
  try {
    return await start(options, { keep: (closer) => closers.push(closer), close });
  } catch (error) {
    await close();
    throw error;
  }
}

interface Lifetime {
  /** Something that must be ended. */
  keep(closer: () => unknown): void;
  close(): Promise<void>;
}

const reportClosing = (error: Error) => process.stderr.write(`While closing: ${error.message}\n`);

async function start(
  { port = 0, dataDir, app }: SandboxOptions,
  { keep, close }: Lifetime,
): Promise<Sandbox> {
  const loopback = createLoopbackFetch();
  keep(loopback.close);
  const front = await openPublicFront({ port, app, fetch: loopback.fetch });
  keep(front.close);
  const folder = await openDataFolder(dataDir);
  keep(folder.dispose);
  const saved = await readJsonFile<SavedState>(folder.stateFile);
  const timeline = createTimeline();
  const siteUrl = app ?? `${hosts.site(front.port)}/`;
  // The database takes the longest: the twins start beside it.
  const database = startDatabase(folder.database);
  keep(async () => (await database).stop());
  const services = await startServices({ timeline, saved, siteUrl });
  keep(services.close);
  const gateway = await startGatewayHost({
    database: (await database).url,
    services,
    timeline,
    port: saved?.ports.gateway,
  });
  keep(gateway.close);
  const phones = createPhones(
    {
      ...{ bridge, timeline, fetch: loopback.fetch },
      config: appConfig({ siteUrl, gatewayUrl: gateway.url }),
      networks: { ios: apnsNetwork(services.apns), android: fcmNetwork(services.fcm) },
      originOf: (id) => hosts.phone(id, front.port),
    },
    saved?.phones,
  );
  keep(phones.close);
  const parts = { front, folder, timeline, siteUrl, services, gateway, phones, builtIn: app === undefined };
  const pushes = saved?.pushes ?? [];
  keep(keepState(parts, pushes));
  return open(parts, { pushes, close });
}

async function open(
  parts: Parts,
  { pushes, close }: { pushes: Push[]; close(): Promise<void> },
): Promise<Sandbox> {
  const { front, folder, timeline, services, phones } = parts;
  const ca = await folder.writeCa(services.certificates.ca);
  const controlToken = randomBytes(24).toString('base64url');
  const connection = connectionOf(parts, { ca, controlToken });
  const world = createWorld({ info: infoOf(parts), phones, dynamics: services.dynamics, timeline, pushes });
  const control = createControlApp(world, {
    token: controlToken,
    origins: () => [hosts.lab(front.port)],
    expected: expectedFailure,
    onFailure: (error) => process.stderr.write(`control: ${error.stack}\n`),
  });
  front.serve({ control, controlToken, phones });
  if (phones.all().length === 0) for (const profile of FIRST_PHONES) phones.create(profile);
  await Promise.all(phones.all().map((phone) => phone.launch()));
  const { apns, fcm, dynamics } = services;
  return { ...{ apns, fcm, dynamics, phones, timeline, world, close }, connection: () => connection };
}
