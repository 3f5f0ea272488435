import type { RegistrationInfo } from '@journeys-push/contract/page-shell';
import { infoOf } from './info.ts';
import { createLife } from './life.ts';
import { createDestinations } from './links/destination.ts';
import { createLog, createObserve } from './log.ts';
import { commandTerms } from './page/commands.ts';
import { createHandlers } from './page/handlers.ts';
import { createHost } from './page/host.ts';
import { createOrigins } from './page/origins.ts';
import { createPage } from './page/page.ts';
import { refusal } from './page/refusal.ts';
import { type Ground, openParts, type Parts } from './parts.ts';
import type { CreateShell, ShellOptions } from './shell.ts';
import { start } from './start.ts';
import { within } from './within.ts';

/** The core of one app process. Nothing happens before `start()`. */
export const createShell: CreateShell = (options) => {
  const { config } = options;
  const life = createLife(options.ports);
  const { ports } = life;
  const origins = createOrigins(config.site);
  const ground = layGround(options, ports, origins.list);
  const enabled = config.pushProvider !== 'none';
  const opened = later<Parts>();
  const receive = createHost({
    ...ground,
    ...ports,
    log: ground.log,
    observe: ground.observe,
    origins,
    terms: commandTerms(),
    handlers: opened.promise.then((parts) => handlersOf(parts, ground, enabled)),
    disabled: enabled ? undefined : refusal('plugin-disabled'),
  });
  let starting: Promise<void> | undefined;
  const open = async () => {
    const parts = await openParts(ground);
    opened.resolve(parts);
    if (enabled) await start(parts, ground);
  };
  const loaded = async (url: string) => {
    const { subscriptions, delivery, registration } = await opened.promise;
    if (!origins.allowsUrl(url)) return subscriptions.clear();
    subscriptions.renew();
    if (!enabled) return ground.page.ready([]);
    await delivery.arrived(url);
    registration.listening();
  };
  const resume = async () => {
    const parts = await opened.promise;
    if (enabled) await resumed(parts);
  };
  return {
    start() {
      starting ??= life.until(open());
      return starting;
    },
    receive: (incoming) => life.until(receive(incoming)),
    pageLoaded: (url) => life.until(loaded(url)),
    resumed: () => life.until(resume()),
    destination: ground.destination,
    close: life.close,
  };
};

function layGround(options: ShellOptions, ports: ShellOptions['ports'], origins: string[]): Ground {
  const { config, device, build } = options;
  const log = createLog(ports.log);
  return {
    config,
    device,
    build,
    ports,
    log,
    observe: createObserve(ports.observe),
    page: createPage({ web: ports.web, clock: ports.clock, device, origins, log }),
    destination: createDestinations(config),
  };
}

const handlersOf = (parts: Parts, ground: Ground, enabled: boolean) =>
  createHandlers({
    ...parts,
    info: () => readInfo(parts, ground, enabled),
    openSettings: () => ground.ports.push.openSettings(),
  });

/** How long a page waits for a token that is being read; it is there again at the next call. */
const TOKEN_MS = 2_000;

async function readInfo(parts: Parts, ground: Ground, enabled: boolean): Promise<RegistrationInfo> {
  const { permission, tokens, registration } = parts;
  const { granted } = await permission.refresh();
  if (enabled && granted) await within(ground.ports.clock, TOKEN_MS, tokens.ready);
  return infoOf({
    ...ground,
    installation: parts.installation,
    granted,
    token: tokens.current(),
    registration: enabled ? registration.current() : { state: 'none' },
  });
}

async function resumed({ permission, tokens, registration, interactions }: Parts): Promise<void> {
  const before = permission.current();
  const { granted } = await permission.refresh();
  if (granted) void tokens.refresh();
  registration.resumed(granted !== before.granted);
  interactions.flush();
}

function later<T>(): { promise: Promise<T>; resolve(value: T): void } {
  let resolve: (value: T) => void = () => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}
