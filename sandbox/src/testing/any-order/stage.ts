import bridge from '@journeys-push/bridge/iife';
import { appConfig } from '../../app.ts';
import { openDataFolder } from '../../data-folder.ts';
import { startDatabase } from '../../database.ts';
import { type GatewayHost, startGatewayHost } from '../../gateway-host.ts';
import { createLoopbackFetch } from '../../loopback-fetch.ts';
import { createPhone } from '../../phone/phone.ts';
import type { PushNetwork } from '../../phone/push-network.ts';
import type { SimulatedPhone } from '../../phone/simulated-phone.ts';
import { apnsNetwork, fcmNetwork } from '../../push-networks.ts';
import { type Services, startServices } from '../../services.ts';
import { hosts } from '../../site/hosts.ts';
import { createTimeline, type Timeline } from '../../timeline.ts';
import { type Books, openBooks } from './books.ts';
import { createJumpingClock, type JumpingClock } from './jumping-clock.ts';
import type { Profile } from './model.ts';
import { createWire, type Wire } from './wire.ts';

/**
 * The sandbox without lab and control API: real twins, real gateway on a real PostgreSQL, simulated phones with the
 * shell's real core. One for all stories; each story brings its own phones.
 */
export interface Stage extends Pick<Services, 'dynamics'> {
  books: Books;
  timeline: Timeline;
  /** All phones' way to the gateway. */
  wire: Wire;
  /** The time of all phones. The gateway and the twins live in the real one. */
  clock: JumpingClock;
  /** Every token that a phone of any story has had. */
  tokens: ReadonlySet<string>;
  newPhone(profile: Profile): SimulatedPhone;
  /** Closes the gateway and starts another one on the same port and database. */
  restartGateway(): Promise<void>;
  close(): Promise<void>;
}

/** So short that nobody need wait; the ratios are those of the defaults. */
const TIMING = {
  firstPollWaitedMs: 4,
  firstPollMs: 8,
  maxPollMs: 50,
  askAfterMs: 8,
  askGridMs: 2,
  firstRetryMs: 10,
  maxRetryMs: 80,
  landingMs: 20,
  cleanupSettleMs: 5,
  sweepMs: 500,
  // What is under way at a restart is cut off: nobody learns what has become of it.
  closeGraceMs: 0,
};
/** Nothing listens there: the pages are contexts in this process. */
const SITE_PORT = 4400;
/** Milliseconds that Dynamics takes, so that something can happen while a registration is open. */
const DYNAMICS_MS = 3;
/** How long the gateway is asked to wait for a verdict, in milliseconds. */
const VERDICT_MS = 2_000;

export async function openStage(): Promise<Stage> {
  const folder = await openDataFolder(undefined);
  const database = await startDatabase(folder.database);
  // The gateway is restarted, not the database: nobody need wait for its disk.
  const url = `${database.url}?options=-c%20synchronous_commit%3Doff`;
  const siteUrl = `${hosts.site(SITE_PORT)}/`;
  const timeline = createTimeline({ capacity: 2_000 });
  const services = await startServices({ timeline, siteUrl });
  services.dynamics.switches.set({ registrationDelayMs: DYNAMICS_MS });
  const startGateway = (port?: number): Promise<GatewayHost> =>
    startGatewayHost({ database: url, services, timeline, port, timing: TIMING });
  let gateway = await startGateway();
  const { port } = gateway;
  const loopback = createLoopbackFetch();
  const wire = createWire(loopback.fetch);
  const clock = createJumpingClock();
  const books = openBooks(url);
  const app = appConfig({ siteUrl, gatewayUrl: gateway.url });
  const config = { ...app, gateway: { url: gateway.url, waitMs: VERDICT_MS } };
  const tokens = new Set<string>();
  const noting = (network: PushNetwork): PushNetwork => ({
    ...network,
    createToken() {
      const token = network.createToken();
      tokens.add(token);
      return token;
    },
  });
  const networks = { ios: noting(apnsNetwork(services.apns)), android: noting(fcmNetwork(services.fcm)) };
  let phones = 0;
  return {
    ...{ dynamics: services.dynamics, books, timeline, wire, clock, tokens },
    newPhone(profile) {
      phones += 1;
      const id = `p${phones}`;
      return createPhone({
        ...{ id, profile, config, bridge, timeline, clock, fetch: wire.fetch },
        origins: { site: hosts.site(SITE_PORT), phone: hosts.phone(id, SITE_PORT) },
        push: networks[profile === 'iphone' ? 'ios' : 'android'],
      });
    },
    async restartGateway() {
      await gateway.close();
      gateway = await startGateway(port);
      if (gateway.port !== port)
        throw new Error(`The gateway came back on port ${gateway.port}, not ${port}`);
    },
    async close() {
      await Promise.all([gateway.close(), books.close(), loopback.close()]);
      await services.close();
      await database.stop();
      await folder.dispose();
    },
  };
}
