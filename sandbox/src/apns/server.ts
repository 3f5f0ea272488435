import type { TLSSocket } from 'node:tls';
import type { Certificates } from '../certificates.ts';
import { createClock, type SandboxClock } from '../clock.ts';
import type { TimelinePort } from '../timeline.ts';
import { newTraceId } from '../trace.ts';
import { createAnswer } from './answer.ts';
import {
  type ApnsCertificate,
  type CertificateOptions,
  createApnsCertificate,
  recordOf,
} from './certificates.ts';
import { createChecks } from './checks.ts';
import { identify } from './client-certificate.ts';
import type { Connection } from './connection.ts';
import { learnOfUninstall } from './device-life.ts';
import { type ApnsFaults, createFaults } from './faults.ts';
import { createHandover } from './handover.ts';
import { type ApnsKey, createApnsKey } from './keys.ts';
import { startListener } from './listener.ts';
import { createProviderTokens } from './provider-token.ts';
import { createScenarios, type ScenarioControls } from './scenarios.ts';
import type { OpenSession } from './session.ts';
import {
  type ApnsSnapshot,
  type ApnsState,
  createApnsState,
  type KeyRecord,
  type Registration,
} from './state.ts';
import type { ApnsEnvironment } from './wire.ts';

export interface ApnsTwinOptions {
  certificates: Pick<Certificates, 'cert' | 'key'>;
  /** Of the development listener; production gets the next one. 0 (default) = any two free ports. */
  port?: number;
  /** Default 127.0.0.1. */
  host?: string;
  timeline: TimelinePort;
  /** The sandbox's: storage, the time in a 410, delays and time-outs. Default: one of its own. */
  clock?: Pick<SandboxClock, 'now' | 'after' | 'wait'>;
  /**
   * Real time, milliseconds, for provider tokens and certificates: senders sign with it even if `clock` is moved, and
   * certificates are issued by it.
   */
  tokenNow?: () => number;
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
  /** Makes a push certificate, as PEM and as .p12. Apple issues it, so it is honoured at once. */
  createApnsCertificate(options: CertificateOptions): Promise<ApnsCertificate>;
  /** Honours a certificate (PEM) from elsewhere; topics default to the UID of its subject. */
  addCertificate(certificate: { cert: string; environment?: ApnsEnvironment; topics?: string[] }): void;
  /**
   * A phone's app got this token. Registering it again (after a restart of the twin) brings the sink back; what is
   * stored for it waits until `deviceOnline`.
   */
  registerDevice(device: Registration): void;
  /** The app is gone: later pushes answer 410 Unregistered, once Apple has noticed (`scenarios`; default at once). */
  unregisterDevice(token: string): void;
  /** The token has expired: later pushes answer 410 ExpiredToken with this moment. */
  expireDevice(token: string): void;
  /** The phone is connected again: hands over what was stored. */
  deviceOnline(token: string): void;
  faults: ApnsFaults;
  scenarios: ScenarioControls;
  /** Keys, bundle ids and devices, as JSON. */
  snapshot(): ApnsSnapshot;
  /** Ends all sessions at once. */
  close(): Promise<void>;
}

/** Starts the twin of Apple's push service: one TLS port per environment, one state. Rejects when a port is taken. */
export async function startApnsTwin(options: ApnsTwinOptions): Promise<ApnsTwin> {
  const { port = 0, host = '127.0.0.1', timeline, clock = createClock(), tokenNow = Date.now } = options;
  const state = createApnsState(options.state);
  const faults = createFaults(clock.now);
  const scenarios = createScenarios();
  const handover = createHandover({ timeline, now: clock.now });
  const now = () => tokenNow() + scenarios.get().clockSkewMs;
  const tokens = createProviderTokens({ state, now });
  const authenticate = (authorization: string | undefined, connection: Connection) =>
    connection.certificate ?? tokens(authorization, connection);
  const check = createChecks({ ...{ state, faults, scenarios, authenticate }, ...clock });
  const shared = {
    ...{ certificates: options.certificates, host, scenarios: scenarios.get, after: clock.after },
    identify: (socket: TLSSocket, environment: ApnsEnvironment) =>
      identify(socket, environment, { state, now: tokenNow }),
    answer: createAnswer({ check, handover, timeline }),
    ended: recordEnd(timeline),
  };
  const development = await startListener({ ...shared, environment: 'development', port });
  const production = await startListener({
    ...{ ...shared, environment: 'production', port: port && port + 1 },
  }).catch(async (error) => {
    await development.close();
    throw error;
  });
  return {
    development: { host, port: development.port },
    production: { host, port: production.port },
    ...accounts(state),
    ...devices({ state, handover, scenarios, now: clock.now }),
    faults,
    scenarios: { ...scenarios, goAway: goAwayFrom([development.sessions, production.sessions]) },
    snapshot: state.snapshot,
    close: async () => void (await Promise.all([development.close(), production.close()])),
  };
}

/** What a developer does in Apple's portal. */
function accounts(state: ApnsState) {
  const addCertificate: ApnsTwin['addCertificate'] = (given) => state.addCertificate(recordOf(given));
  return {
    createApnsKey,
    addKey(key: KeyRecord & { bundleIds?: string[] }) {
      state.addKey(publicHalf(key));
      for (const bundleId of key.bundleIds ?? []) state.addBundleId(key.teamId, bundleId);
    },
    addBundleId: state.addBundleId,
    async createApnsCertificate(options: CertificateOptions) {
      const made = await createApnsCertificate(options);
      addCertificate(made);
      return made;
    },
    addCertificate,
  };
}

/** What Apple keeps: callers may hand over the whole key, private half included. */
const publicHalf = ({
  teamId,
  keyId,
  publicKey,
  environment,
  topics,
  relatedKeyId,
}: KeyRecord): KeyRecord => ({
  ...{ teamId, keyId, publicKey },
  ...(environment ? { environment } : {}),
  ...(topics ? { topics } : {}),
  ...(relatedKeyId ? { relatedKeyId } : {}),
});

interface DevicesOptions {
  state: ApnsState;
  handover: ReturnType<typeof createHandover>;
  scenarios: Pick<ScenarioControls, 'get'>;
  now: () => number;
}

/** What happens on the phones. */
function devices({ state, handover, scenarios, now }: DevicesOptions) {
  return {
    registerDevice(registration: Registration) {
      const before = state.deviceOf(registration.token);
      const { bundleId, environment } = registration;
      if (before && (before.bundleId !== bundleId || before.environment !== environment)) {
        handover.discard(before, 'its token was registered for another app or environment');
      }
      state.putDevice(registration);
    },
    unregisterDevice(token: string) {
      const device = state.deviceOf(token);
      if (!device) return;
      handover.discard(device, 'the app was removed');
      device.removedAt ??= now();
      learnOfUninstall(device, scenarios.get(), now());
    },
    expireDevice(token: string) {
      const device = state.deviceOf(token);
      if (!device) return;
      handover.discard(device, 'the token has expired');
      device.expiredAt ??= now();
    },
    deviceOnline(token: string) {
      const device = state.deviceOf(token);
      if (device) handover.flush(device);
    },
  };
}

const goAwayFrom =
  (listeners: ReadonlySet<OpenSession>[]): ScenarioControls['goAway'] =>
  ({ reason = 'Shutdown' } = {}) => {
    const sessions = listeners.flatMap((each) => [...each]);
    for (const session of sessions) session.goAway(reason);
    return sessions.length;
  };

const recordEnd = (timeline: TimelinePort) => (why: string, environment: ApnsEnvironment) =>
  void timeline.record({
    traceId: newTraceId(),
    hop: 'apns',
    kind: 'connection.ended',
    summary: `APNs ended a connection with GOAWAY: ${why}`,
    outcome: 'failed',
    detail: { why, environment },
  });
