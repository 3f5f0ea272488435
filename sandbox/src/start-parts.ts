import { randomBytes } from 'node:crypto';
import bridge from '@journeys-push/bridge/iife';
import { addAdminRoutes } from './admin/routes.ts';
import { createOwnChecks } from './check/api/own-checks.ts';
import { addCheckRoutes } from './check/api/routes.ts';
import { createClock, type SandboxClock } from './clock.ts';
import { type Connection, connectionOf, infoOf } from './connection.ts';
import { createControlApp } from './control/server.ts';
import type { ProfileName, Push } from './control/wire.ts';
import type { World } from './control/world.ts';
import type { DataFolder } from './data-folder.ts';
import type { AccountKey } from './fcm/account-key.ts';
import type { GatewayHost, GatewayHostOptions } from './gateway-host.ts';
import { keepState } from './keep-state.ts';
import type { Kit, KitTimeline } from './kit/kit.ts';
import type { Lifetime } from './lifetime.ts';
import { createLoopbackFetch } from './loopback-fetch.ts';
import { createOwnBackend } from './own-backend.ts';
import { createOwnKit } from './own-kit.ts';
import { createOwnStudio, readOwnBehaviour } from './own-studio.ts';
import { createPages } from './pages.ts';
import type { Parts } from './parts.ts';
import { createPhones, type Phones, readProfiles } from './phones.ts';
import { pointClients } from './point-clients.ts';
import { openPublicFront } from './public-front.ts';
import { apnsNetwork, fcmNetwork } from './push-networks.ts';
import { announceRunning } from './running.ts';
import { createOwnRuns } from './scenarios/api/own-runs.ts';
import { addScenarioRoutes } from './scenarios/api/routes.ts';
import { type Services, startServices } from './services.ts';
import { hosts } from './site/hosts.ts';
import { createShownSite, type SiteChoice } from './site/shown-site.ts';
import { appOf, createSiteChange } from './site-control/change.ts';
import { addSiteRoutes } from './site-control/routes.ts';
import { addStudioRoutes } from './studio/routes.ts';
import { createTimeline, type Timeline } from './timeline.ts';
import { createUnderWay } from './under-way.ts';
import { createWorld, expectedFailure } from './world.ts';

const FIRST_PHONES: ProfileName[] = ['iphone', 'android-14', 'android-12'];

export interface SandboxOptions {
  /** Of lab, control API and pages; default 0 = any free. */
  port?: number;
  /** The address that they listen on; default: 127.0.0.1. Beyond loopback only the control API is served. */
  host?: string | undefined;
  /** False: no gateway and no database, and the app is built without; ready in less than a second. */
  gateway?: boolean | undefined;
  /** Phones to begin with; default: an iPhone and two Androids, or none without a gateway. */
  phones?: ProfileName[] | undefined;
  /** Keeps all state; default: a fresh temporary folder that `close` removes. */
  dataDir?: string | undefined;
  /** The customer's site in the phones; default: the built-in page. */
  app?: string | undefined;
  /** Further origins of that site, such as its API's or its sign-in's: their pages are the app's, too. */
  allow?: string[] | undefined;
  /** Folder of your own kinds of phones: every `NAME.json` in it, beside the built-in ones. */
  profiles?: string | undefined;
  /** The gateway's `identity`, to try signed tokens; default: nobody is asked. */
  identity?: GatewayHostOptions['identity'];
  /** What the app does with a notification that arrives while it is in front; default: show it. */
  foreground?: 'show' | 'hide' | 'page' | undefined;
  /** Which builds of the app the gateway takes: phones have debug builds. Default: `development`. */
  apnsEnvironment?: GatewayHostOptions['apnsEnvironment'];
  /** The gateway's spans of time, where its defaults do not suit. */
  timing?: GatewayHostOptions['timing'];
  /** One port for the names of all services that clients dial; 0 = any free. Default: none. */
  names?: number | undefined;
  /**
   * Folder of your own app's journeys-push.config.json: the phones do what it says, and the Studio edits it. Default: no
   * file for the phones to begin with, and for the Studio where the process was started.
   */
  project?: string | undefined;
  /** Folder where this sandbox is written down while it runs, for `sandbox env`; default: nowhere. */
  announceIn?: string | undefined;
}

/** The kit, and what it stands on: the twins and phones of this process. */
export interface Sandbox
  extends Omit<Kit, 'timeline' | 'clock'>,
    Pick<Services, 'apns' | 'fcm' | 'dynamics'> {
  phones: Phones;
  timeline: Timeline & KitTimeline;
  /** The time of twins, gateway and phones. */
  clock: SandboxClock;
  world: World;
  connection(): Connection;
  /** Ends everything that was started, and saves its state. */
  close(): Promise<void>;
  [Symbol.asyncDispose](): Promise<void>;
}

/** What `startSandbox` has begun with. */
export interface Begun extends Lifetime {
  folder: DataFolder;
  /** Starts another one, for what cannot be done in this one. */
  start(options: SandboxOptions): Promise<Sandbox>;
  /** Absent: there is no gateway. */
  database: Promise<{ url: string }> | undefined;
  /** Absent: the accounts may be there already. */
  accountKey: Promise<AccountKey> | undefined;
}

/** Everything but the database; kept apart because loading it takes as long as starting it. */
export async function startParts(options: SandboxOptions, begun: Begun): Promise<Sandbox> {
  const { port = 0, host, identity, apnsEnvironment, timing } = options;
  const { keep, close, folder, database, start } = begun;
  const profiles = readProfiles(options.profiles);
  const loopback = createLoopbackFetch();
  keep(loopback.close);
  const front = await openPublicFront({ port, host });
  keep(front.close);
  const saved = await folder.readState();
  const underWay = createUnderWay();
  const clock = createClock({ ahead: saved?.aheadMs ?? 0, settle: underWay.settle });
  const timeline = createTimeline({ now: clock.now });
  const site = createShownSite(front.port, siteToBegin(options, saved?.site));
  keep(site.close);
  const services = await startServices({
    timeline,
    clock,
    saved,
    siteUrl: site.url(),
    quick: !database,
    accountKey: begun.accountKey,
  });
  keep(services.close);
  // When the gateway has ended, as it may tell the twins something until then.
  let saveLast: (() => Promise<void>) | undefined;
  keep(() => saveLast?.());
  underWay.join(services.dynamics.moving);
  const gateway = await startGateway(database, {
    ...{ services, timeline, clock, identity, apnsEnvironment, timing },
    fetch: underWay.watch(fetch),
    port: saved?.ports.gateway,
  });
  keep(() => gateway?.close());
  const app = { behaviour: await readOwnBehaviour({ ...options, timeline }) };
  const phones = createPhones(
    {
      ...{ bridge, profiles, timeline, clock, fetch: underWay.watch(loopback.fetch) },
      ...appOf({ site, gateway, app }),
      networks: { ios: apnsNetwork(services.apns), android: fcmNetwork(services.fcm) },
    },
    saved?.phones,
  );
  keep(phones.close);
  const parts = {
    front,
    folder,
    timeline,
    clock,
    site,
    services,
    gateway,
    phones,
    app,
  };
  const pushes = saved?.pushes ?? [];
  if (folder.kept) saveLast = keepState(parts, pushes);
  return open(parts, { ...options, pushes, close, keep, start });
}

/** The site of the command line, else the one that was shown last, else the built-in page. */
function siteToBegin({ app, allow = [] }: SandboxOptions, saved: SiteChoice | undefined): SiteChoice {
  return app === undefined ? (saved ?? { url: null, allow: [] }) : { url: app, allow };
}

async function startGateway(
  database: Begun['database'],
  options: Omit<GatewayHostOptions, 'database'>,
): Promise<GatewayHost | undefined> {
  if (!database) return undefined;
  const { startGatewayHost } = await import('./gateway-host.ts');
  return startGatewayHost({ ...options, database: (await database).url });
}

async function open(
  parts: Parts,
  {
    pushes,
    close,
    keep,
    start,
    names,
    announceIn,
    ...options
  }: SandboxOptions & Lifetime & Pick<Begun, 'start'> & { pushes: Push[] },
): Promise<Sandbox> {
  const { front, folder, timeline, clock, services, phones } = parts;
  const ca = await folder.writeCa(services.certificates.ca);
  const controlToken = randomBytes(24).toString('base64url');
  const pointers = await pointClients(parts, { ca, names, keep });
  const connection = connectionOf(parts, { ca, controlToken, ...pointers });
  const pages = createPages();
  keep(pages.close);
  const { dynamics } = services;
  const { mobileAppId } = services.accounts;
  const world = createWorld({
    ...{ pages, backend: createOwnBackend({ dynamics, mobileAppId, timeline, fetch }) },
    ...{ info: () => infoOf(parts), phones, timeline, clock, pushes, dynamics: services.dynamics },
    faults: { dynamics: services.dynamics.faults, apns: services.apns.faults, fcm: services.fcm.faults },
  });
  const drivers: (() => boolean)[] = [];
  const isInUse = () => drivers.some((isBusy) => isBusy());
  const watch = (isBusy: () => boolean) => drivers.push(isBusy);
  const { change, update, stands } = createSiteChange(parts, isInUse);
  const driving = { kit: () => kit, siteStands: stands, keep, watch };
  const control = createControlApp(world, {
    token: controlToken,
    origins: () => [hosts.lab(front.port)],
    expected: expectedFailure,
    more(app) {
      addAdminRoutes(app, services);
      addSiteRoutes(app, { change, info: () => infoOf(parts), port: front.port });
      addStudioRoutes(app, createOwnStudio(parts, { ...options, update, keep }));
      addScenarioRoutes(app, createOwnRuns({ ...driving, start, timeline, clock }));
      addCheckRoutes(app, createOwnChecks({ ...driving, now: clock.now }));
    },
    onFailure: (error) => process.stderr.write(`control: ${error.stack}\n`),
  });
  const kit = createOwnKit({ control, controlToken, phones, timeline });
  front.serve({ control, controlToken, phones, pages, timeline, site: parts.site });
  if (phones.all().length === 0) for (const profile of firstPhones(options)) phones.create(profile);
  await Promise.all(phones.all().map((phone) => phone.launch()));
  if (announceIn) keep(await announceRunning(announceIn, connection));
  const { apns, fcm } = services;
  return {
    ...kit,
    ...{ apns, fcm, dynamics, phones, clock, world, close },
    timeline: Object.assign(timeline, kit.timeline),
    connection: () => connection,
    [Symbol.asyncDispose]: close,
  };
}

const firstPhones = ({ phones, gateway }: SandboxOptions): ProfileName[] =>
  phones ?? (gateway === false ? [] : FIRST_PHONES);
