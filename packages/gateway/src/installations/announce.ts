import { CodedError } from '@journeys-push/contract/problems';
import type { InstallationPut } from '@journeys-push/contract/shell-gateway';
import { channelOf } from '../apps/channel.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { matchesHash, newSecret, sha256 } from '../secrets.ts';
import type { Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';
import { isLeftAlone, isNamedForAnotherToken, tellOfEnrolment } from './backend-word.ts';
import type { KeptToken, News, SelfDescription } from './news-store.ts';
import type { Reader } from './reader.ts';
import type { KnownInstallation } from './store.ts';
import type { Writer } from './writer.ts';

export interface AnnounceOptions {
  apps: GatewayConfig['apps'];
  vault: Vault;
  reader: Pick<Reader, 'find' | 'isMadeByBackend'>;
  writer: Pick<Writer, 'write'>;
  clock: Clock;
  pool: Sql;
  timing: Pick<Timing, 'tokenHeldMs'>;
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
  const { reader, writer, clock, pool } = options;
  return async (announcement) => {
    const { id, traceId } = announcement;
    const known = await reader.find(id);
    const self = selfOf(announcement, known, options);
    const admission = admit(announcement, known);
    const unbind = { kind: 'unbind', waitedUntil: clock.now() } as const;
    const news: News = {
      ...{ id, traceId, self },
      ...(admission && { creates: admission }),
      ...(isOpenToAll(known) && { wish: unbind }),
    };
    const { token } = self;
    const decide =
      token && (await mayEndOwner(options, known, token))
        ? async (sql: Sql) => ((await isNamedForAnotherToken(sql, id, token.hash)) ? unbind : undefined)
        : undefined;
    const tell = () =>
      tellOfEnrolment(pool, { installationId: id, app: self.app, traceId, now: clock.now() });
    if (admission && isOfBackend(known, self)) await tell();
    let result = await writer.write(news, decide && { decide });
    if (result.outcome === 'foreign' && (await mayTakeOver(options, known, self))) {
      // First the token, as if the backend had said so, and nobody's; then it is whose token it is.
      result = await writer.write({ id, traceId, self, creates: 'registered', wish: unbind });
      if (result.outcome === 'written') {
        await tell();
        result = await writer.write(news);
      }
    }
    const { outcome, isNew } = result;
    if (outcome === 'token-in-use') throw new CodedError('token-in-use');
    if (outcome === 'unknown') throw new CodedError('installation-unknown');
    if (outcome === 'foreign') throw new CodedError('credential-invalid', foreignerOf(known));
    return { created: isNew, ...(admission && { credential: admission.credential }) };
  };
}

const foreignerOf = (known: KnownInstallation | undefined): string =>
  known && !known.credentialHash
    ? 'A backend registered this installation, with another push token. It can be enrolled with that one, or a day after the backend last did so.'
    : 'Another enrollment key belongs to this installation.';

/** Whether a backend made it, and this is the token that it named, if any. */
const isOfBackend = (known: KnownInstallation | undefined, { token }: SelfDescription): boolean =>
  known !== undefined &&
  !known.credentialHash &&
  (!known.tokenHash || (token !== null && known.tokenHash.equals(token.hash)));

/** Made by a backend without a token: whoever comes may have it, and not its owner. */
const isOpenToAll = (known: KnownInstallation | undefined): boolean =>
  known !== undefined && !known.credentialHash && !known.tokenHash;

/**
 * A backend names the owner of a device it knows by installation id and token. Both are no secrets: pages see them. A
 * shell that enrols afterwards keeps the owner for as long as it keeps the token, so that whoever has learned both gets
 * no push on a token of their own; also not after the backend has said the same again. Whether the owner is such a word is
 * looked at under lock.
 */
async function mayEndOwner(
  { reader }: AnnounceOptions,
  known: KnownInstallation | undefined,
  token: KeptToken,
): Promise<boolean> {
  if (!known?.credentialHash || known.tokenHash?.equals(token.hash)) return false;
  return known.isVouchedByToken || (await reader.isMadeByBackend(known.id));
}

/**
 * A token may have changed between a backend's last word and its shell's first. Who comes with another one is no worse
 * than who takes a token from an installation that was not seen for a day, and gets as little: nobody's installation.
 */
async function mayTakeOver(
  { pool, clock, timing }: AnnounceOptions,
  known: KnownInstallation | undefined,
  { token }: SelfDescription,
): Promise<boolean> {
  if (!known || known.credentialHash || !token) return false;
  return isLeftAlone(pool, known.id, clock.now() - timing.tokenHeldMs);
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
