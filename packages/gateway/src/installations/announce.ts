import { CodedError } from '@journeys-push/contract/problems';
import type { InstallationPut } from '@journeys-push/contract/shell-gateway';
import { channelOf } from '../apps/channel.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import { matchesHash, newSecret, sha256 } from '../secrets.ts';
import type { Vault } from '../vault/vault.ts';
import type { News, SelfDescription } from './news-store.ts';
import type { Reader } from './reader.ts';
import type { KnownInstallation } from './store.ts';
import type { Writer } from './writer.ts';

export interface AnnounceOptions {
  apps: GatewayConfig['apps'];
  vault: Vault;
  reader: Pick<Reader, 'find'>;
  writer: Pick<Writer, 'write'>;
  clock: Clock;
}

export interface Announcement {
  id: string;
  body: InstallationPut;
  /** From the Authorization header. */
  credential: string | undefined;
  traceId: string;
}

/** Takes in what a shell says about itself: first contact, heartbeat, new token, changed permission. */
export type Announce = (announcement: Announcement) => Promise<{ created: boolean; credential?: string }>;

export function createAnnounce(options: AnnounceOptions): Announce {
  return async (announcement) => {
    const { id, traceId } = announcement;
    const known = await options.reader.find(id);
    const self = selfOf(announcement, known, options);
    const admission = admit(announcement, known);
    const news: News = {
      ...{ id, traceId, self },
      ...(admission && { creates: admission }),
      ...(endsOwner(known, self) && { wish: { kind: 'unbind', waitedUntil: options.clock.now() } }),
    };
    const { outcome, isNew } = await options.writer.write(news);
    if (outcome === 'token-in-use') throw new CodedError('token-in-use');
    if (outcome === 'unknown') throw new CodedError('installation-unknown');
    if (outcome === 'foreign') {
      throw new CodedError('credential-invalid', 'Another enrollment key belongs to this installation.');
    }
    return { created: isNew, ...(admission && { credential: admission.credential }) };
  };
}

/**
 * A backend names the owner of a device it knows by installation id and token. Both are no secrets: pages see them. A
 * shell that enrols afterwards keeps the owner for as long as it keeps the token, so that whoever has learned both gets
 * no push on a token of their own.
 */
function endsOwner(known: KnownInstallation | undefined, { token }: SelfDescription): boolean {
  if (!known) return false;
  if (!known.credentialHash) return !known.tokenHash;
  return known.isVouchedByToken && token !== null && !known.tokenHash?.equals(token.hash);
}

function selfOf(
  { body }: Announcement,
  known: KnownInstallation | undefined,
  { apps, vault }: AnnounceOptions,
): SelfDescription {
  const { platform, appId, facts, token, notificationsEnabled } = body;
  const app = channelOf(apps, { platform, appId, token, known: known?.app });
  if (!app)
    throw new CodedError('app-unknown', `No app is configured for ${platform} ${appId}${suffix(token)}.`);
  const kept = token && keep(vault, token.value, token.environment);
  return { app: app.id, platform, appId, facts, token: kept, notificationsEnabled };
}

/** A token in the form in which it is written. */
export const keep = (vault: Vault, token: string, environment: string | undefined) => ({
  sealed: vault.seal(token),
  hash: vault.hash(token),
  tail: vault.tail(token),
  environment: environment ?? null,
});

const suffix = (token: InstallationPut['token']): string =>
  token?.environment ? ` with a token of the APNs environment ${token.environment}` : '';

/** Checks who speaks; a fresh credential where one is due. */
function admit({ credential, body }: Announcement, known: KnownInstallation | undefined) {
  if (known && credential && matchesHash(credential, known.credentialHash)) return undefined;
  if (!body.enrollmentKey) throw new CodedError(refusalOf(known, credential));
  const fresh = newSecret();
  return {
    credential: fresh,
    credentialHash: sha256(fresh),
    enrollmentHash: sha256(body.enrollmentKey),
  };
}

function refusalOf(known: KnownInstallation | undefined, credential: string | undefined) {
  if (!credential) return 'credential-missing';
  return known ? 'credential-invalid' : 'installation-unknown';
}
