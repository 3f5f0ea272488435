import { setTimeout as sleep } from 'node:timers/promises';
import type { Certificates } from '../certificates.ts';
import type { TimelinePort } from '../timeline.ts';
import { createAnswer } from './answer.ts';
import { createChecks } from './checks.ts';
import { type ApnsFaults, createFaults } from './faults.ts';
import { createHandover } from './handover.ts';
import { type ApnsKey, createApnsKey } from './keys.ts';
import { startListener } from './listener.ts';
import { createProviderTokens } from './provider-token.ts';
import { type ApnsSink, type ApnsSnapshot, createApnsState, type KeyRecord } from './state.ts';
import type { ApnsEnvironment } from './wire.ts';

export interface ApnsTwinOptions {
  certificates: Pick<Certificates, 'cert' | 'key'>;
  /** Of the development listener; production gets the next one. 0 (default) = any two free ports. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  timeline: TimelinePort;
  /** The sandbox's clock, milliseconds: storage and the time in a 410. */
  now?: () => number;
  /** The senders' clock, milliseconds, for provider tokens: senders sign with real time even if `now` is moved. */
  tokenNow?: () => number;
  /** How a planted delay waits. */
  wait?: (milliseconds: number) => Promise<unknown>;
  /** What `snapshot()` of an earlier run gave. */
  state?: ApnsSnapshot;
}

export interface ApnsTwin {
  development: { host: string; port: number };
  production: { host: string; port: number };
  /** Makes a key (private half included); Apple does not know it before `addKey`. */
  createApnsKey(teamId?: string): ApnsKey;
  /** Registers the public half, and bundle ids that belong to its team. */
  addKey(key: KeyRecord & { bundleIds?: string[] }): void;
  addBundleId(teamId: string, bundleId: string): void;
  /**
   * A phone's app got this token. Registering it again (after a restart of the twin) brings the sink back; what is
   * stored for it waits until `deviceOnline`.
   */
  registerDevice(device: {
    token: string;
    bundleId: string;
    environment: ApnsEnvironment;
    deliver: ApnsSink;
  }): void;
  /** The app is gone: later pushes answer 410 Unregistered with this moment. */
  unregisterDevice(token: string): void;
  /** The phone is connected again: hands over what was stored. */
  deviceOnline(token: string): void;
  faults: ApnsFaults;
  /** Keys, bundle ids and devices, as JSON. */
  snapshot(): ApnsSnapshot;
  /** Ends all sessions at once. */
  close(): Promise<void>;
}

/** Starts the twin of Apple's push service: one TLS port per environment, one state. Rejects when a port is taken. */
export async function startApnsTwin(options: ApnsTwinOptions): Promise<ApnsTwin> {
  const { certificates, port = 0, host = '127.0.0.1', timeline, now = Date.now } = options;
  const { tokenNow = Date.now, wait = (ms) => sleep(ms, undefined, { ref: false }) } = options;
  const state = createApnsState(options.state);
  const faults = createFaults();
  const handover = createHandover({ timeline, now });
  const tokens = createProviderTokens({ keyOf: state.keyOf, now: tokenNow });
  const answer = createAnswer({
    check: createChecks({ state, faults, tokens, now, wait }),
    handover,
    timeline,
  });
  const listen = (environment: ApnsEnvironment, onPort: number) =>
    startListener({ environment, certificates, host, port: onPort, answer });
  const development = await listen('development', port);
  const production = await listen('production', port && port + 1).catch(async (error) => {
    await development.close();
    throw error;
  });

  return {
    development: { host, port: development.port },
    production: { host, port: production.port },
    createApnsKey,
    addKey({ bundleIds = [], teamId, keyId, publicKey, environment }) {
      state.addKey({ teamId, keyId, publicKey, ...(environment ? { environment } : {}) });
      for (const bundleId of bundleIds) state.addBundleId(teamId, bundleId);
    },
    addBundleId: state.addBundleId,
    registerDevice: state.putDevice,
    unregisterDevice(token) {
      const device = state.deviceOf(token);
      if (!device) return;
      if (device.stored) handover.drop(device, device.stored.notification, 'the app was removed');
      delete device.stored;
      device.goneAt ??= now();
    },
    deviceOnline(token) {
      const device = state.deviceOf(token);
      if (device) handover.flush(device);
    },
    faults,
    snapshot: state.snapshot,
    close: async () => void (await Promise.all([development.close(), production.close()])),
  };
}
