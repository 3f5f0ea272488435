import type { ApnsEnvironment } from './wire.ts';

/** A key as Apple keeps it: the public half only. */
export interface KeyRecord {
  teamId: string;
  keyId: string;
  /** SPKI PEM, P-256. */
  publicKey: string;
  /** Set for a key that is bound to one environment (facts: apns-fcm-phones.md §1.3). */
  environment?: ApnsEnvironment;
  /** Set for a topic-specific key: the bundle ids of its team that it may push to (§1.3). */
  topics?: string[];
  /** The one other key that may share a connection with it (§1.3). */
  relatedKeyId?: string;
}

/** A push certificate as Apple keeps it (facts: apns-fcm-phones.md §1.4). */
export interface CertificateRecord {
  /** SHA-256, as Node writes it. */
  fingerprint: string;
  topics: string[];
  /** The one it is for; absent: both. */
  environment?: ApnsEnvironment;
}

/** What a phone gets. */
export interface ApnsNotification {
  apnsId: string;
  topic: string;
  pushType: string;
  priority: number;
  collapseId?: string;
  payload: Record<string, unknown>;
  traceId: string;
}

/** A phone's end of the connection to Apple. `offline`: keep it for later. */
export type ApnsSink = (notification: ApnsNotification) => 'delivered' | 'offline';

/** The newest notification for a phone that was offline; `expiresAt` in milliseconds. */
interface StoredNotification {
  notification: ApnsNotification;
  expiresAt: number;
}

/** A device token. Moments in milliseconds. */
export interface Device {
  token: string;
  bundleId: string;
  environment: ApnsEnvironment;
  /** The app was removed … */
  removedAt?: number;
  /** … so many pushes were lost on it since … */
  lost?: number;
  /** … and Apple has learnt of it. */
  goneAt?: number;
  expiredAt?: number;
  stored?: StoredNotification;
  /** When it was last pushed to, where a limit is set. */
  pushedAt?: number[];
  /** Absent after a restart until the phone registers again. */
  deliver?: ApnsSink;
}

/** What survives a restart; JSON. */
export interface ApnsSnapshot {
  keys: KeyRecord[];
  certificates: CertificateRecord[];
  /** By team id. */
  bundleIds: Record<string, string[]>;
  devices: Omit<Device, 'deliver' | 'pushedAt'>[];
}

/** What a phone says when its app has got a token. */
export type Registration = Required<Pick<Device, 'token' | 'bundleId' | 'environment' | 'deliver'>>;

export type ApnsState = ReturnType<typeof createApnsState>;

/** Accounts and devices of the twin, in memory. */
export function createApnsState(saved: Partial<ApnsSnapshot> = {}) {
  /** By team and id. */
  const keys = new Map<string, Map<string, KeyRecord>>();
  const addKey = (key: KeyRecord) =>
    void keys.set(key.teamId, (keys.get(key.teamId) ?? new Map()).set(key.keyId, key));
  saved.keys?.forEach(addKey);
  const certificates = new Map((saved.certificates ?? []).map((each) => [each.fingerprint, each]));
  const teams = new Map(Object.entries(saved.bundleIds ?? {}).map(([team, ids]) => [team, new Set(ids)]));
  const devices = new Map((saved.devices ?? []).map((device) => [device.token, { ...device } as Device]));
  return {
    addKey,
    keyOf: (teamId: string, keyId: string) => keys.get(teamId)?.get(keyId),
    addCertificate: (record: CertificateRecord) => void certificates.set(record.fingerprint, record),
    certificateOf: (fingerprint: string) => certificates.get(fingerprint),
    addBundleId(teamId: string, bundleId: string) {
      teams.set(teamId, (teams.get(teamId) ?? new Set()).add(bundleId));
    },
    ownsBundleId: (teamId: string, bundleId: string) => teams.get(teamId)?.has(bundleId) ?? false,
    /** Registers a token anew, alive; what is stored for it stays. */
    putDevice({ token: given, bundleId, environment, deliver }: Registration) {
      const token = given.toLowerCase();
      const stored = devices.get(token)?.stored;
      // A literal without spreads takes a third of the room, which counts with 50,000 of them.
      const device: Device = { token, bundleId, environment, deliver };
      if (stored) device.stored = stored;
      devices.set(token, device);
    },
    deviceOf: (token: string) => devices.get(token) ?? devices.get(token.toLowerCase()),
    /** A copy, which later pushes do not touch. */
    snapshot: (): ApnsSnapshot => ({
      keys: [...keys.values()].flatMap((ofTeam) => [...ofTeam.values()]),
      certificates: [...certificates.values()],
      bundleIds: Object.fromEntries([...teams].map(([team, ids]) => [team, [...ids]])),
      devices: [...devices.values()].map(({ deliver: _, pushedAt: __, ...device }) => device),
    }),
  };
}
