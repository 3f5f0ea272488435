import { randomUUID } from 'node:crypto';
import { AppConfig, type AppConfigInput } from '@journeys-push/contract/app-config';
import { createShell, injectedScript } from '../src/core/index.ts';
import type {
  Arrival,
  Device,
  LogLine,
  NetAnswer,
  NetRequest,
  Observation,
  Ports,
  SystemToken,
  Tap,
} from '../src/core/ports.ts';
import type { Shell } from '../src/core/shell.ts';
import { createFakeClock, type FakeClock, rest } from './fake-clock.ts';
import { FakeGateway } from './fake-gateway.ts';
import { createFakePage, type FakePage } from './fake-page.ts';
import { FakeSystem, type SystemKind } from './fake-system.ts';

export const SITE = 'https://shop.example';

const least: AppConfigInput = {
  site: { url: `${SITE}/start` },
  identity: { name: 'Shop', bundleId: 'com.example.shop', packageName: 'com.example.shop' },
  pushProvider: 'microsoft-dynamics',
};

export const configOf = (more: Partial<AppConfigInput> = {}): AppConfig =>
  AppConfig.parse({ ...least, gateway: { url: 'https://push.shop.example' }, ...more });

const facts = {
  appVersion: '1.2.3',
  appBuild: 42,
  distribution: 'release',
  hardware: 'arm64',
  language: 'en',
  model: 'Model',
  os: 'an OS',
  osVersion: '17.0',
  timeZone: 'Europe/Berlin',
} as const;

export const deviceOf = (kind: SystemKind): Device => ({
  platform: kind === 'ios' ? 'ios' : 'android',
  ...(kind === 'ios' ? {} : { apiLevel: Number(kind.slice(-2)) }),
  appId: 'com.example.shop',
  facts,
});

export interface LaunchOptions {
  kind?: SystemKind;
  config?: AppConfig;
  /** What is left of an earlier process. */
  system?: FakeSystem;
  gateway?: FakeGateway;
  clock?: FakeClock;
  ports?: (ports: Ports) => Ports;
  /** Text that defines what the page has, before the shell's script. */
  page?: string;
  bridge?: string;
}

interface Listeners {
  token?: (token: SystemToken) => void;
  tap?: (tap: Tap) => void;
  online?: () => void;
}

type Answer = Record<string, unknown>;

/** One process of the app with a page of the site in it, on a phone of fakes. */
export class App {
  readonly system: FakeSystem;
  readonly gateway: FakeGateway;
  readonly clock: FakeClock;
  readonly shell: Shell;
  readonly config: AppConfig;
  readonly log: LogLine[] = [];
  readonly observed: Observation[] = [];
  readonly scripts: string[] = [];
  /** Answers by callback; more than one entry means answered twice. */
  readonly answers = new Map<string, Answer[]>();
  page: FakePage | undefined;
  #listeners: Listeners = {};
  #arrival: ((arrival: Arrival) => Promise<'show' | 'hide'>) | undefined;
  #options: LaunchOptions;
  #calls = 0;

  constructor(options: LaunchOptions = {}) {
    this.#options = options;
    this.system = options.system ?? new FakeSystem(options.kind ?? 'ios');
    this.gateway = options.gateway ?? new FakeGateway();
    this.clock = options.clock ?? createFakeClock();
    this.config = options.config ?? configOf();
    const ports = this.#ports();
    this.shell = createShell({
      config: this.config,
      device: deviceOf(this.system.kind),
      ports: options.ports?.(ports) ?? ports,
    });
  }

  /** Starts the core and shows a page of the site. */
  async start(): Promise<this> {
    const visited = this.system.loaded.length;
    void this.shell.start();
    await rest();
    // A tap that started the app has sent the WebView elsewhere already.
    await this.load(this.system.loaded[visited] ?? undefined);
    return this;
  }

  /** Shows another document. */
  async load(url = `${SITE}/start`, content = this.#options.page ?? ''): Promise<void> {
    const page = createFakePage(url);
    this.page = page;
    const { origin } = new URL(url);
    page.window.post = (message: unknown) => {
      if (this.page === page) void this.shell.receive({ message, origin });
    };
    page.run(this.injected());
    page.run(content);
    await rest();
    void this.shell.pageLoaded(url);
    await rest();
  }

  injected(): string {
    const platform = this.system.kind === 'ios' ? 'ios' : 'android';
    return injectedScript({
      platform,
      post: 'function(text){post(text)}',
      bridge: this.#options.bridge ?? '',
    });
  }

  /** Calls a command as a page does; the promise settles with the answer. */
  call(command: string, data: Record<string, unknown> = {}): Promise<Answer> {
    this.#calls += 1;
    const callback = `cb_${this.#calls}`;
    const got: Answer[] = [];
    this.answers.set(callback, got);
    const { window } = this.page ?? createFakePage(SITE);
    const message = { medianCommand: `median://${command}`, data: { ...data, callback } };
    return new Promise((resolve) => {
      window[callback] = (answer: Answer) => {
        // From the page's realm into the test's.
        got.push(JSON.parse(JSON.stringify(answer)));
        resolve(got[0] ?? {});
      };
      void this.shell.receive({ message: JSON.stringify(message), origin: SITE });
    });
  }

  prompt = () => this.call('msdynamics/promptNotificationPermission');
  register = (userId: string, more: Record<string, unknown> = {}) =>
    this.call('msdynamics/registerDevice', { userId, ...more });
  unregister = () => this.call('msdynamics/unregisterDevice');
  info = () => this.call('msdynamics/registrationInfo');

  /** Asks for permission; the person allows it. */
  async allow(): Promise<void> {
    const asked = this.prompt();
    await rest();
    this.system.answer('allow');
    await asked;
    await rest();
  }

  async tap(tap: Partial<Tap> & { id: string }): Promise<void> {
    this.#listeners.tap?.({ payload: {}, coldStart: false, ...tap });
    await rest();
  }

  arrive(arrival: Partial<Arrival>): Promise<'show' | 'hide'> {
    return (
      this.#arrival?.({ id: 'n1', payload: {}, foreground: true, ...arrival }) ?? Promise.resolve('hide')
    );
  }

  /** The system replaces the token while the process lives. */
  async rotate(token: string): Promise<void> {
    this.system.token = token;
    this.#listeners.token?.(this.system.systemToken);
    await rest();
  }

  /** Everything is well again, and the system says so. */
  async online(): Promise<void> {
    this.gateway.weather = 'fine';
    await this.networkBack();
  }

  /** The system says that the network is back. */
  async networkBack(): Promise<void> {
    this.#listeners.online?.();
    await rest();
  }

  async resume(): Promise<void> {
    void this.shell.resumed();
    await rest();
  }

  kill(): void {
    this.shell.close();
    this.system.cancelDialog();
    this.page = undefined;
  }

  /** The next process on the same phone. */
  relaunch(more: LaunchOptions = {}): App {
    this.kill();
    const { system, gateway, clock, config } = this;
    return new App({ ...this.#options, system, gateway, clock, config, ...more });
  }

  logged(code: string): LogLine[] {
    return this.log.filter((line) => line.code === code);
  }

  async #send(request: NetRequest): Promise<NetAnswer> {
    const half = () =>
      new Promise<void>((resolve) => void this.clock.after(this.gateway.latencyMs / 2, resolve));
    if (this.gateway.latencyMs === 0) return this.gateway.send(request);
    await half();
    const answer = await this.gateway.send(request);
    await half();
    return answer;
  }

  #ports(): Ports {
    const { system, clock } = this;
    const listen =
      <K extends 'token' | 'tap' | 'online'>(name: K) =>
      (listener: NonNullable<Listeners[K]>) => {
        this.#listeners[name] = listener;
        return () => {
          delete this.#listeners[name];
        };
      };
    return {
      push: {
        permission: async () => system.permission(),
        requestPermission: () => system.ask(),
        token: async () => {
          if (system.tokenIs === 'hanging') await new Promise(() => {});
          if (system.tokenIs === 'failing') throw new Error('no token');
          return system.systemToken;
        },
        onToken: listen('token'),
        onTap: listen('tap'),
        onArrival: (listener) => {
          this.#arrival = listener;
          return () => {
            this.#arrival = undefined;
          };
        },
        launchTap: async () => system.launchTap,
        openSettings: async () => {
          system.settingsOpened += 1;
        },
      },
      store: {
        get: async (key) => system.store.get(key),
        set: async (key, value) => void system.store.set(key, value),
        remove: async (key) => void system.store.delete(key),
      },
      web: {
        run: async (script) => {
          this.scripts.push(script);
          this.page?.run(script);
          return this.page !== undefined;
        },
        load: async (url) => void system.loaded.push(url),
        openOutside: async (url) => void system.outside.push(url),
      },
      net: { send: (request) => this.#send(request), onOnline: listen('online') },
      clock,
      random: { uuid: randomUUID },
      log: (line) => void this.log.push(line),
      observe: (observation) => void this.observed.push(observation),
    };
  }
}

export const launch = (options: LaunchOptions = {}): Promise<App> => new App(options).start();

export { rest };
