import { CodedError } from '@journeys-push/contract/problems';
import type { InstallationPut } from '@journeys-push/contract/shell-gateway';
import type { Pool } from 'pg';
import { channelOf } from '../apps/channel.ts';
import type { Clock } from '../clock.ts';
import type { GatewayConfig } from '../config.ts';
import type { Sql } from '../db/connect.ts';
import { inTransaction, retrying, violates } from '../db/transaction.ts';
import { appendLedger } from '../ledger/ledger.ts';
import { matchesHash, newSecret, sha256 } from '../secrets.ts';
import type { Timing } from '../timing.ts';
import type { Vault } from '../vault/vault.ts';
import {
  enrollInstallation,
  findInstallation,
  type InstallationRow,
  type KnownInstallation,
  type Moment,
  updateInstallation,
} from './store.ts';
import { holderOf, takeRegistrations, takeToken } from './token-store.ts';

export interface AnnounceOptions {
  pool: Pool;
  apps: GatewayConfig['apps'];
  vault: Vault;
  clock: Clock;
  timing: Timing;
  /** Something has become due. */
  wake: () => void;
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
    const known = await findInstallation(options.pool, id);
    const row = rowOf(announcement, known, options);
    const moment = { now: options.clock.now(), traceId };
    const credential = await admit(options.pool, { announcement, known, row, moment });
    if (await write(options, { row, known, moment })) options.wake();
    return { created: !known, ...(credential && { credential }) };
  };
}

function rowOf(
  { id, body }: Announcement,
  known: KnownInstallation | undefined,
  { apps, vault }: AnnounceOptions,
): InstallationRow {
  const { platform, appId, facts, token, notificationsEnabled } = body;
  const app = channelOf(apps, { platform, appId, token, known: known?.app });
  if (!app)
    throw new CodedError('app-unknown', `No app is configured for ${platform} ${appId}${suffix(token)}.`);
  return {
    id,
    app: app.id,
    platform,
    appId,
    facts,
    token: token && {
      sealed: vault.seal(token.value),
      hash: vault.hash(token.value),
      tail: vault.tail(token.value),
      environment: token.environment ?? null,
    },
    notificationsEnabled,
  };
}

const suffix = (token: InstallationPut['token']): string =>
  token?.environment ? ` with a token of the APNs environment ${token.environment}` : '';

interface Admission {
  announcement: Announcement;
  known: KnownInstallation | undefined;
  row: InstallationRow;
  moment: Moment;
}

/** Checks who speaks; resolves with a fresh credential where one is due. */
async function admit(sql: Sql, { announcement, known, row, moment }: Admission): Promise<string | undefined> {
  const { credential, body } = announcement;
  if (known && credential && matchesHash(credential, known.credentialHash)) return undefined;
  if (!body.enrollmentKey) throw new CodedError(refusalOf(known, credential));
  const fresh = newSecret();
  const hashes = { credentialHash: sha256(fresh), enrollmentHash: sha256(body.enrollmentKey) };
  if (await enrollInstallation(sql, row, { ...moment, ...hashes })) return fresh;
  throw new CodedError('credential-invalid', 'Another enrollment key belongs to this installation.');
}

function refusalOf(known: KnownInstallation | undefined, credential: string | undefined) {
  if (!credential) return 'credential-missing';
  return known ? 'credential-invalid' : 'installation-unknown';
}

interface Write {
  row: InstallationRow;
  known: KnownInstallation | undefined;
  moment: Moment;
}

/** One statement, unless the token is new here: then it may be another installation's. True: something became due. */
async function write(options: AnnounceOptions, { row, known, moment }: Write): Promise<boolean> {
  const { pool, timing } = options;
  const renewBefore = moment.now - timing.renewAfterMs;
  const retryBefore = moment.now - timing.refusedRetryMs;
  const update = (sql: Sql) => updateInstallation(sql, row, { ...moment, renewBefore, retryBefore });
  const tokenHash = row.token?.hash ?? known?.tokenHash;
  if (!tokenHash) return retrying(() => update(pool));
  const isSame = known?.app === row.app && known.tokenHash?.equals(tokenHash);
  const claim = { installationId: row.id, app: row.app, tokenHash };
  const claimAndUpdate = () =>
    inTransaction(pool, async (sql) => {
      const holder = await holderOf(sql, claim);
      if (holder && holder.lastSeen > moment.now - timing.tokenHeldMs) return 'in-use';
      if (holder) await takeToken(sql, holder, moment);
      const woken = await update(sql);
      await takeRegistrations(sql, claim);
      return woken;
    });
  const attempt = isSame ? retrying(() => update(pool)) : claimAndUpdate();
  // Another installation may claim the token at the same moment: the second try meets it as the holder.
  const outcome = await attempt.catch((error: unknown) => {
    if (violates(error, 'one_installation_per_token')) return claimAndUpdate();
    throw error;
  });
  if (outcome === 'in-use') return refuseToken(pool, row, moment);
  return outcome;
}

async function refuseToken(sql: Sql, row: InstallationRow, { now, traceId }: Moment): Promise<never> {
  const after = { token: row.token?.hash.toString('hex') };
  const entry = { installationId: row.id, app: row.app, userKey: undefined, traceId, after };
  await appendLedger(sql, now, [{ ...entry, cause: 'token-refused' }]);
  throw new CodedError('token-in-use');
}
