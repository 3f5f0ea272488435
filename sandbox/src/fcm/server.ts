import { setTimeout as sleep } from 'node:timers/promises';
import { getRequestListener } from '@hono/node-server';
import type { Certificates } from '../certificates.ts';
import { listen } from '../listen.ts';
import type { TimelinePort } from '../timeline.ts';
import { createAccess } from './access.ts';
import type { AccountKey } from './account-key.ts';
import { createAnswer } from './answer.ts';
import { createApp } from './app.ts';
import { createChecks } from './checks.ts';
import { createDoor } from './door.ts';
import { createFaults, type FcmFaults } from './faults.ts';
import { createHandover } from './handover.ts';
import { createTransport } from './http2/transport.ts';
import { createOauth } from './oauth.ts';
import { createPresence } from './presence.ts';
import { createQuotas } from './quotas.ts';
import { makeServiceAccount } from './service-account.ts';
import { createSettings, type FcmSettingsChange, type SettingControls } from './settings.ts';
import { createFcmState, type FcmSnapshot, type Registration } from './state.ts';
import { createFcmToken } from './tokens.ts';
import { createTopics } from './topics.ts';
import { type ServiceAccount, TOKEN_PATHS } from './wire.ts';

export interface FcmTwinOptions {
  certificates: Pick<Certificates, 'cert' | 'key'>;
  /** 0 (default) = any free one. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  timeline: TimelinePort;
  /** The sandbox's clock, milliseconds: storage, quotas, expiries and message ids. */
  now?: () => number;
  /** The senders' clock, milliseconds, for assertions and access tokens: senders use real time even if `now` is moved. */
  tokenNow?: () => number;
  /** How a planted latency waits. */
  wait?: (milliseconds: number) => Promise<unknown>;
  settings?: FcmSettingsChange;
  /** What `snapshot()` of an earlier run gave. */
  state?: FcmSnapshot;
}

export interface FcmTwin {
  host: string;
  port: number;
  /** In place of `https://fcm.googleapis.com`. */
  url: string;
  /** In place of `https://oauth2.googleapis.com/token`. */
  tokenUrl: string;
  /**
   * Makes a service account, and its project if there is none; the key file is given once and not kept. `key`: one that
   * was begun earlier, since making it takes a while.
   */
  createServiceAccount(projectId: string, key?: Promise<AccountKey>): Promise<ServiceAccount>;
  /** A new registration token, known after `registerDevice`; with `fid` one of the same installation. */
  createFcmToken(fid?: string): string;
  /**
   * A phone's app got this token. Registering it again (after a restart of the twin) brings the sink back; what is
   * stored for it waits until `deviceOnline`.
   */
  registerDevice(device: Registration): void;
  /** The app is gone: later messages answer 404 UNREGISTERED, by the settings at once or after a while. */
  unregisterDevice(token: string): void;
  /** The phone is connected again: hands over what was stored. */
  deviceOnline(token: string): void;
  /** The token is dead: expired, or its app removed. An app that is opened then asks for another one. */
  isGone(token: string): boolean;
  faults: FcmFaults;
  /** Limits, clock skew and scenarios; they may change while it runs. */
  settings: SettingControls;
  /** Projects, accounts, access tokens (hashed) and devices, as JSON. */
  snapshot(): FcmSnapshot;
  /** Ends all connections at once. */
  close(): Promise<void>;
}

/** Starts the twin of Firebase Cloud Messaging and of Google's token endpoint. Rejects when the port is taken. */
export async function startFcmTwin(options: FcmTwinOptions): Promise<FcmTwin> {
  const { certificates, host = '127.0.0.1', timeline, now = Date.now, tokenNow = Date.now } = options;
  const { port = 0, wait = (ms) => sleep(ms, undefined, { ref: false }) } = options;
  const settings = createSettings(options.settings);
  const state = createFcmState({ saved: options.state, now });
  const faults = createFaults(now);
  const handover = createHandover({ timeline, now });
  const own = { port: 0 };
  const ownAudiences = () =>
    [host, 'localhost'].flatMap((name) => TOKEN_PATHS.map((path) => `https://${name}:${own.port}${path}`));
  const oauth = createOauth({ state, now: () => tokenNow() + settings.get().clockSkewMs, ownAudiences });
  const quotas = createQuotas({ limits: () => settings.get().limits, now });
  const presence = createPresence({ settings, handover, now });
  const access = createAccess({ state, oauth });
  const topics = createTopics({ state, access, presence });
  const check = createChecks({ state, access, topics, quotas, presence });
  const answer = createAnswer({ check, handover, timeline, now });
  const app = createApp({
    oauth,
    answer,
    door: createDoor({ faults, state, timeline, wait }),
    topics,
    timeline,
  });
  const transport = createTransport({
    ...{ cert: certificates.cert, key: certificates.key },
    listener: getRequestListener(app.fetch),
    overload: () => settings.get().overload,
  });
  own.port = await listen(transport.server, port, host);
  const url = `https://${host}:${own.port}`;

  return {
    ...{ host, port: own.port, url, tokenUrl: `${url}${TOKEN_PATHS[0]}` },
    async createServiceAccount(projectId, key) {
      const { file, record } = await makeServiceAccount(projectId, key);
      state.addAccount(record);
      return file;
    },
    createFcmToken,
    registerDevice: state.registerDevice,
    unregisterDevice(token) {
      const device = state.deviceOf(token);
      if (!device) return;
      handover.dropAll(device, 'the app was removed');
      device.removed ??= { at: now(), sends: 0 };
    },
    deviceOnline(token) {
      const device = state.deviceOf(token);
      if (device) handover.flush(device);
    },
    isGone(token) {
      const device = state.deviceOf(token);
      return device !== undefined && presence.isGone(device);
    },
    ...{ faults, settings, snapshot: state.snapshot, close: transport.close },
  };
}
