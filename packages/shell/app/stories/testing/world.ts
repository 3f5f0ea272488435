import type { System } from '../../../compat/testing/story.ts';
import { FakeSystem, type SystemKind } from '../../../test/fake-system.ts';
import { createSet, type ListenerSet } from './listeners.ts';

/** A notification as expo-notifications words it, as far as the app reads it. */
export interface ExpoNotification {
  date: number;
  request: {
    identifier: string;
    content: { title: string | null; body: string | null; data: Record<string, unknown> | null };
    trigger: unknown;
  };
}

export interface ExpoResponse {
  actionIdentifier: string;
  notification: ExpoNotification;
}

interface Handler {
  handleNotification(notification: ExpoNotification): Promise<{ shouldShowBanner: boolean }>;
}

/** The task that Android starts for an arrival, by expo-task-manager. */
type Task = (body: { data: unknown; error: null }) => Promise<unknown>;

export const TAPPED = 'expo.modules.notifications.actions.DEFAULT';

/** What a phone is, below Expo. */
const phones: Record<System, { kind: SystemKind; apiLevel?: number; device: Record<string, unknown> }> = {
  iphone: {
    kind: 'ios',
    device: {
      ...{ modelId: 'iPhone18,3', modelName: 'iPhone 17', osName: 'iOS', osVersion: '26.1' },
      supportedCpuArchitectures: ['arm64e'],
    },
  },
  'android-14': {
    kind: 'android-34',
    apiLevel: 34,
    device: {
      ...{ modelId: null, modelName: 'Pixel 8', osName: 'Android', osVersion: '14' },
      supportedCpuArchitectures: ['arm64-v8a'],
    },
  },
  'android-12': {
    kind: 'android-31',
    apiLevel: 31,
    device: {
      ...{ modelId: null, modelName: 'Pixel 6', osName: 'Android', osVersion: '12' },
      supportedCpuArchitectures: ['arm64-v8a'],
    },
  },
};

/** A phone below Expo: what its modules read and do. It does what the facts say of each system (shell.md §6). */
export class World {
  readonly system: FakeSystem;
  readonly platform: 'ios' | 'android';
  readonly apiLevel: number | undefined;
  readonly device: Record<string, unknown>;
  app: 'active' | 'background' | 'killed' = 'killed';
  online = true;
  /** The last URL that another app was asked to open. */
  outside: string | null = null;
  readonly files = new Map<string, string>();
  readonly keychain = new Map<string, string>();
  readonly tasks = new Map<string, Task>();
  readonly drawn = new Map<string, ExpoNotification>();
  handler: Handler | null = null;
  lastResponse: ExpoResponse | null = null;
  readonly heard = {
    response: createSet<ExpoResponse>(),
    received: createSet<ExpoNotification>(),
    token: createSet<{ type: string; data: string }>(),
    network: createSet<{ isConnected: boolean }>(),
    appState: createSet<string>(),
  };
  #tokens = 1;
  #tokenFetched = false;
  #waiting: (() => void)[] = [];

  constructor(name: System) {
    const { kind, apiLevel, device } = phones[name];
    this.system = new FakeSystem(kind);
    this.platform = kind === 'ios' ? 'ios' : 'android';
    this.apiLevel = apiLevel;
    this.device = device;
  }

  /** Every listener of a process goes with it. */
  endProcess(): void {
    for (const set of Object.values(this.heard) as ListenerSet<never>[]) set.clear();
    this.handler = null;
    this.system.cancelDialog();
    this.app = 'killed';
  }

  uninstall(): void {
    this.files.clear();
    this.drawn.clear();
    this.lastResponse = null;
    this.system.allowed = this.system.kind === 'android-31' ? 'yes' : 'undecided';
    this.system.denials = 0;
    this.replaceToken();
  }

  show(state: 'active' | 'background'): void {
    this.app = state;
    this.heard.appState.tell(state);
  }

  flip(on: boolean): void {
    const { system } = this;
    // Assumed, as the simulated phone does: it weighs as one denial.
    if (!on && system.kind === 'android-34' && system.allowed === 'yes') system.denials = 1;
    if (on) system.denials = 0;
    system.allowed = on ? 'yes' : 'no';
  }

  setOnline(online: boolean): void {
    this.online = online;
    for (const resume of online ? this.#waiting.splice(0) : []) resume();
    this.heard.network.tell({ isConnected: online });
  }

  async readToken(): Promise<string> {
    if (!this.online && !(this.platform === 'android' && this.#tokenFetched)) {
      if (this.platform === 'android') throw new Error('SERVICE_NOT_AVAILABLE');
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    }
    this.#tokenFetched = true;
    // On Android every read calls the listeners too.
    if (this.platform === 'android') this.#tellToken();
    return this.system.token;
  }

  replaceToken(): void {
    this.#tokens += 1;
    this.#tokenFetched = false;
    this.system.token = `token-${this.#tokens}-aaaaaaaa`;
  }

  rotate(): void {
    this.replaceToken();
    this.#tellToken();
  }

  #tellToken(): void {
    this.heard.token.tell({ type: this.platform, data: this.system.token });
  }

  draw(notification: ExpoNotification): void {
    if (this.system.permission().granted) this.drawn.set(notification.request.identifier, notification);
  }

  async arrive(id: string, payload: unknown): Promise<void> {
    await (this.platform === 'ios' ? this.#arriveOnIos(id, payload) : this.#arriveOnAndroid(id, payload));
  }

  async #arriveOnIos(id: string, payload: unknown): Promise<void> {
    const { aps } = payload as { aps: { alert: { title: string; body: string } } };
    const content = { ...aps.alert, data: null };
    const notification = notify(id, content, { type: 'push', payload });
    if (this.app !== 'active') return this.draw(notification);
    const behaviour = await this.handler?.handleNotification(notification);
    this.heard.received.tell(notification);
    if (behaviour?.shouldShowBanner) this.draw(notification);
  }

  /** The data format: in front the app draws it; behind, the system draws its title, and then the task runs. */
  async #arriveOnAndroid(id: string, payload: unknown): Promise<void> {
    const { data } = payload as { data: Record<string, string | null> };
    const remoteMessage = { messageId: id, data, notification: null };
    const content = { title: data.title ?? null, body: null, data };
    const notification = notify(id, content, { type: 'push', remoteMessage });
    if (this.app === 'active') return this.heard.received.tell(notification);
    this.draw(notification);
    for (const task of this.tasks.values())
      await task({ data: { notification: remoteMessage }, error: null });
  }

  /** The person takes it from the screen; the app is there, or is to be started. */
  takeTap(title: string): void {
    const notification = [...this.drawn.values()].find(({ request }) => request.content.title === title);
    if (!notification) throw new Error(`No notification “${title}” is on the screen.`);
    this.drawn.delete(notification.request.identifier);
    this.lastResponse = { actionIdentifier: TAPPED, notification };
    if (this.app !== 'killed') this.heard.response.tell(this.lastResponse);
  }
}

const notify = (
  identifier: string,
  content: ExpoNotification['request']['content'],
  trigger: unknown,
): ExpoNotification => ({ date: Date.now(), request: { identifier, content, trigger } });

/** The phone of the test that runs now; Expo's modules are stand-ins that ask it. */
let current: World | undefined;

export function startWorld(name: System): World {
  current = new World(name);
  return current;
}

export function world(): World {
  if (!current) throw new Error('No phone yet: startWorld comes first.');
  return current;
}
