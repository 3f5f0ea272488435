import { randomInt } from 'node:crypto';
import { fidOf } from './tokens.ts';

/** A service account as Google keeps it: the public half only. */
export interface AccountRecord {
  clientEmail: string;
  projectId: string;
  /** SPKI PEM, RSA. */
  publicKey: string;
}

/** An access token that was given out; kept as a hash, so that it outlives a restart without being readable. */
export interface AccessGrant {
  /** SHA-256 of the token, base64url. */
  hash: string;
  projectId: string;
  scopes: string[];
  /** Milliseconds. */
  expiresAt: number;
}

/** What a phone gets. Fields known to the twin are in snake case; `raw` is the message as it was sent. */
export interface FcmDelivery {
  messageId: string;
  data: Record<string, string>;
  notification?: Record<string, unknown>;
  android?: Record<string, unknown>;
  traceId: string;
  raw: Record<string, unknown>;
}

/** A phone's end of the connection to Google. `offline`: keep it for later. */
export type FcmSink = (message: FcmDelivery) => 'delivered' | 'offline';

export interface StoredMessage {
  message: FcmDelivery;
  collapseKey?: string;
  /** Milliseconds. */
  expiresAt: number;
}

/** A registration token; moments in milliseconds of the sandbox's clock. */
export interface Device {
  token: string;
  packageName: string;
  projectId: string;
  /** When it was last in contact: registered, came online, or took a message. */
  seenAt: number;
  /** Known not to be connected. */
  away?: boolean;
  /** The app was removed, and so many messages have been accepted for it since. */
  removed?: { at: number; sends: number };
  topics?: string[];
  /** When FCM learnt that the app is no longer there. */
  goneAt?: number;
  stored: StoredMessage[];
  /** Absent after a restart until the phone registers again. */
  deliver?: FcmSink;
}

/** What a phone's app tells FCM. */
export interface Registration extends Pick<Device, 'token' | 'packageName' | 'projectId'> {
  deliver: FcmSink;
}

/** What survives a restart; JSON. */
export interface FcmSnapshot {
  /** Project id → project number. */
  projects: Record<string, string>;
  accounts: AccountRecord[];
  grants: AccessGrant[];
  devices: Omit<Device, 'deliver'>[];
}

export type FcmState = ReturnType<typeof createFcmState>;

/** Projects, service accounts, access tokens and devices of the twin, in memory. `now`: the sandbox's clock. */
export function createFcmState({
  saved = {},
  now,
}: {
  saved?: Partial<FcmSnapshot> | undefined;
  now: () => number;
}) {
  const projects = new Map(Object.entries(saved.projects ?? {}));
  const accounts = new Map((saved.accounts ?? []).map((account) => [account.clientEmail, account]));
  const grants = new Map((saved.grants ?? []).map((grant) => [grant.hash, grant]));
  const devices = new Map<string, Device>();
  /** Made when a fid is first asked for: hardly anybody sends to one. */
  let ofFid: Map<string, Device> | undefined;

  function addProject(projectId: string): void {
    if (!projects.has(projectId)) projects.set(projectId, String(randomInt(1e11, 1e12 - 1)));
  }
  function putDevice(device: Device): void {
    devices.set(device.token, device);
    ofFid?.set(fidOf(device.token), device);
  }
  function deviceOfFid(fid: string): Device | undefined {
    // A token, which is none.
    if (fid.includes(':')) return undefined;
    ofFid ??= new Map([...devices.values()].map((device) => [fidOf(device.token), device]));
    return ofFid.get(fid);
  }
  // A state of before `seenAt` was kept has none.
  for (const device of saved.devices ?? []) putDevice({ ...device, seenAt: device.seenAt ?? now() });

  return {
    /** The id of a project named by id or number. */
    projectOf: (name: string) =>
      projects.has(name) ? name : [...projects].find(([, number]) => number === name)?.[0],
    addAccount(account: AccountRecord) {
      addProject(account.projectId);
      accounts.set(account.clientEmail, account);
    },
    accountOf: (clientEmail: string) => accounts.get(clientEmail),
    addGrant(grant: AccessGrant, now: number) {
      for (const [hash, { expiresAt }] of grants) if (expiresAt <= now) grants.delete(hash);
      grants.set(grant.hash, grant);
    },
    grantOf: (hash: string) => grants.get(hash),
    /** Registers a token anew, alive; what was stored for it stays. */
    registerDevice({ token, packageName, projectId, deliver }: Registration) {
      addProject(projectId);
      const { stored = [], topics } = devices.get(token) ?? {};
      // A literal without spreads takes a third of the room, which counts with 50,000 of them; so does a member that
      // is there from the start.
      const device: Device = { token, packageName, projectId, deliver, seenAt: now(), stored, away: false };
      if (topics) device.topics = topics;
      putDevice(device);
    },
    deviceOf: (token: string) => devices.get(token),
    devicesOf: (projectId: string) =>
      [...devices.values()].filter((device) => device.projectId === projectId),
    deviceOfFid,
    /** A copy, which later pushes do not touch. */
    snapshot: (): FcmSnapshot =>
      structuredClone({
        projects: Object.fromEntries(projects),
        accounts: [...accounts.values()],
        grants: [...grants.values()],
        devices: [...devices.values()].map(({ deliver: _, ...device }) => device),
      }),
  };
}
