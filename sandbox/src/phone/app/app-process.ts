import { randomUUID } from 'node:crypto';
import type { AppConfig } from '@journeys-push/contract/app-config';
import { problems } from '@journeys-push/contract/problems';
import type {
  Arrival,
  ClockPort,
  CreateShell,
  Destination,
  Device,
  Ports,
  SystemToken,
  Tap,
} from '@journeys-push/shell/core';
import type { Scene } from '../state.ts';
import type { PageListener } from '../web-view.ts';
import { processClock } from './clock.ts';
import type { GatewayLog } from './gateway-log.ts';
import { createLifetime, type Lifetime } from './lifetime.ts';
import { createNetPort } from './net-port.ts';
import { createPushPort } from './push-port.ts';
import { createStorePort } from './store-port.ts';
import type { Surroundings } from './surroundings.ts';

export interface AppProcessOptions {
  createShell: CreateShell;
  config: AppConfig;
  device: Device;
  clock: ClockPort;
  fetch: typeof fetch;
  surroundings: Surroundings;
  gatewayLog: GatewayLog;
  /** The tap that starts this process. */
  launchTap: Tap | undefined;
}

/** One run of the app: the shell's real core on this phone's ports, from launch to kill. */
export interface AppProcess extends PageListener {
  /** The phone's, as it was at the start. */
  readonly language: string;
  /** The core has started, or the process ended before it had. Never rejects. */
  readonly started: Promise<void>;
  resumed(): Promise<void>;
  destination(url: string): Destination;
  /** What the core wants of an arrival; undefined: the process ended before it had said. */
  arrive(arrival: Arrival): Promise<'show' | 'hide' | undefined>;
  tap(tap: Tap): void;
  token(token: SystemToken): void;
  network(online: boolean): void;
  end(): void;
}

export function startAppProcess(scene: Scene, options: AppProcessOptions): AppProcess {
  const { createShell, config, device, surroundings, gatewayLog } = options;
  const { language } = scene.state;
  const life = createLifetime();
  const skew = () => scene.state.clockSkewMs;
  const clock = processClock({ clock: options.clock, life, skew });
  const push = createPushPort({ life, surroundings, launchTap: options.launchTap });
  const net = createNetPort({
    fetch: options.fetch,
    clock,
    life,
    isOnline: () => scene.state.online,
    onRequest: gatewayLog.request,
    onAnswer: gatewayLog.answer,
  });
  const shell = createShell({
    config,
    device,
    ports: {
      push: push.port,
      store: createStorePort(scene.state, life),
      web: webPort(surroundings, life),
      net,
      clock,
      random: { uuid: randomUUID },
      log: logPort(scene),
      observe: (observation) => life.alive && surroundings.observe(observation),
    },
  });
  /** A core that throws is a defect of ours: it is shown, and the phone goes on. */
  const survive = <T>(work: Promise<T>): Promise<T | undefined> =>
    life.untilEnd(work).catch((error: Error) => {
      const summary = `The shell failed: ${error.message}`;
      scene.record({ kind: 'shell.failed', hop: 'shell', outcome: 'failed', summary });
      return undefined;
    });
  // A moment later, when the phone around it is ready.
  const started = survive(Promise.resolve().then(() => shell.start()));
  /** Nothing reaches the core before it has started, nor after its end; the order stays. */
  const then = <T>(work: () => T | Promise<T>): Promise<T | undefined> =>
    started.then(() => (life.alive ? survive((async () => work())()) : undefined));
  return {
    language,
    started,
    receive: (incoming) => void then(() => shell.receive(incoming)),
    loaded: (url) => void then(() => shell.pageLoaded(url)),
    leave: (url) => void then(() => surroundings.load(url)),
    resumed: () => then(() => shell.resumed()),
    destination: (url) => shell.destination(url),
    arrive: (arrival) => then(() => push.arrive(arrival)),
    tap: (tap) => void then(() => push.tap(tap)),
    token: (token) => void then(() => push.token(token)),
    network: net.switched,
    end() {
      life.end();
      push.close();
      net.close();
      shell.close();
    },
  };
}

const webPort = ({ run, load, openOutside, pageOrigin }: Surroundings, life: Lifetime): Ports['web'] => ({
  pageOrigin,
  run: (script) => life.does(() => run(script)),
  load: (url) => life.does(() => load(url)),
  openOutside: (url) => life.does(() => openOutside(url)),
});

const logPort =
  ({ record }: Scene): NonNullable<Ports['log']> =>
  ({ code, message, traceId }) =>
    record({
      kind: `shell.${code}`,
      hop: 'shell',
      traceId,
      summary: message,
      ...(Object.hasOwn(problems, code) ? { outcome: 'failed' } : {}),
    });
