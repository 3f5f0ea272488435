import type {
  KnownRegistration,
  RegistrationPage,
  RegistrationRecord,
  RegistrationSearch,
} from '@journeys-push/contract/backend-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import type { RegistrationView } from '@journeys-push/contract/shell-gateway';
import type { Pool } from 'pg';
import type { GatewayConfig } from '../config.ts';
import { type PageOf, pageOf } from '../http/page.ts';
import { viewOf } from '../installations/view.ts';
import type { Device, Registration, RegistrationState } from '../reconcile/device.ts';
import { loadDevices } from '../reconcile/device-store.ts';
import { type Awaited, readAwaited } from '../users/awaited/store.ts';
import { viewOfAwaited } from '../users/awaited/view.ts';
import type { Vault } from '../vault/vault.ts';
import { findInstallationIds, type Wanted } from './find-store.ts';
import { type InstallationLine, readInstallations, readUserIds } from './read-store.ts';

export interface RecordsOptions {
  pool: Pool;
  vault: Vault;
  apps: GatewayConfig['apps'];
  policy: GatewayConfig['policy'];
  users: Pick<GatewayConfig['users'], 'unknown'>;
}

/** What support and a backend look up. */
export interface Records {
  /** `undefined`: no such installation. */
  read(installationId: string): Promise<RegistrationRecord | undefined>;
  search(search: RegistrationSearch, page: PageOf<string>): Promise<RegistrationPage>;
}

export function createRecords({ pool, vault, apps, policy, users }: RecordsOptions): Records {
  // Otherwise nobody looks for them any more.
  const awaits = users.unknown === 'retry';

  async function readAll(ids: string[]): Promise<RegistrationRecord[]> {
    const [lines, devices, awaited] = await Promise.all([
      readInstallations(pool, ids),
      loadDevices(pool, ids),
      awaits ? readAwaited(pool, ids) : [],
    ]);
    const awaitedOn = new Map(awaited.map((one) => [one.installationId, one]));
    const byId = new Map(devices.map((device) => [device.installationId, device]));
    const keys = devices.flatMap(({ registrations }) => registrations.map(({ userKey }) => userKey));
    const userIds = await readUserIds(pool, [...new Set(keys)]);
    return lines.flatMap((line) => {
      const device = byId.get(line.id);
      return device ? [recordOf(line, device)] : [];
    });

    function recordOf(line: InstallationLine, device: Device): RegistrationRecord {
      const { id, tokenTail, firstSeen, lastSeen, proof, ...rest } = line;
      return {
        installationId: id,
        ...rest,
        ...(tokenTail && { tokenTail }),
        ...(proof && { proof }),
        firstSeen: firstSeen.toISOString(),
        lastSeen: lastSeen.toISOString(),
        registration: registrationOf(device, awaitedOn.get(id)),
        known: device.registrations.map((registration) => knownOf(registration, userIds)),
      };
    }
  }

  /** As its shell is told. */
  function registrationOf(device: Device, awaited: Awaited | undefined): RegistrationView {
    const view = viewOf(device, policy);
    return awaited && view.userId === undefined ? viewOfAwaited(awaited) : view;
  }

  function knownOf(registration: Registration, userIds: Map<string, string>): KnownRegistration {
    const { state, userKey, dynamicsUserId, requestId, reason, message } = registration;
    const userId = userIds.get(userKey);
    const tokenTail = tailOf(registration);
    return {
      state: STATES[state],
      ...(userId && { userId }),
      dynamicsUserId,
      ...(requestId && { requestId }),
      ...(tokenTail && { tokenTail }),
      ...(reason && { reason }),
      ...(message && { message }),
      since: isoOf(registration.since),
      ...(registration.sentAt && { sentAt: isoOf(registration.sentAt) }),
      ...(registration.confirmedAt && { confirmedAt: isoOf(registration.confirmedAt) }),
    };
  }

  /** Absent where no key of ours opens the token (vault-key-missing): the rest can be shown. */
  function tailOf({ sealedToken }: Registration): string | undefined {
    try {
      return vault.tail(vault.open(Buffer.from(sealedToken, 'hex')));
    } catch (error) {
      if (error instanceof CodedError) return undefined;
      throw error;
    }
  }

  function wantedBy(search: RegistrationSearch): Wanted {
    if ('token' in search) return { tokenHash: vault.hash(search.token), apps: apps.map(({ id }) => id) };
    return 'userId' in search ? { ...search, awaits } : search;
  }

  return {
    async read(installationId) {
      const [record] = await readAll([installationId]);
      return record;
    },
    async search(search, page) {
      const ids = await findInstallationIds(pool, wantedBy(search), page);
      const { items, next } = pageOf(ids, { ...page, keyOf: (id) => id, itemOf: (id) => id });
      return { items: await readAll(items), ...(next && { next }) };
    },
  };
}

/** What Dynamics is known to hold, in the words of the wire. */
const STATES = {
  queued: 'queued',
  sending: 'queued',
  pending: 'sent',
  held: 'registered',
  refused: 'refused',
  cleaning: 'removing',
  cleaned: 'removed',
} as const satisfies Record<RegistrationState, KnownRegistration['state']>;

const isoOf = (time: number): string => new Date(time).toISOString();
