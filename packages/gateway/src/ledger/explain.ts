import type { InstallationExplained, RegistrationExplained } from '@journeys-push/contract/operator-gateway';
import { CodedError } from '@journeys-push/contract/problems';
import type { Sql } from '../db/connect.ts';
import { viewOf } from '../installations/view.ts';
import type { Device } from '../reconcile/device.ts';
import { loadDevices } from '../reconcile/device-store.ts';
import type { LedgerRules } from './compliance.ts';
import { nextOf } from './next.ts';

export interface ExplainOptions {
  sql: Sql;
  rules: LedgerRules;
  now: number;
  heldUntil: (app: string) => number;
}

/** All that is known of an installation, why it stands so and what comes next. @throws CodedError `installation-unknown` */
export async function explainInstallation(
  { sql, rules, now, heldUntil }: ExplainOptions,
  installationId: string,
): Promise<InstallationExplained> {
  const [[device], row, registrations] = await Promise.all([
    loadDevices(sql, [installationId]),
    readFacts(sql, installationId),
    readRegistrations(sql, installationId),
  ]);
  if (!device || !row) throw new CodedError('installation-unknown');
  return {
    installationId,
    app: device.app,
    platform: device.platform,
    appId: row.appId,
    ...(row.tokenTail && { tokenTail: row.tokenTail }),
    ...(row.tokenEnvironment && { tokenEnvironment: row.tokenEnvironment }),
    firstSeen: row.firstSeen.toISOString(),
    lastSeen: row.lastSeen.toISOString(),
    facts: row.facts,
    notificationsEnabled: device.notificationsEnabled,
    registration: viewOf(device, rules.policy),
    ...ownerOf(device, row.proof),
    traceId: device.traceId,
    registrations: registrations.map(explained),
    next: nextOf(device, { now, heldUntil: heldUntil(device.app), rules }),
  };
}

function ownerOf({ user, since = 0 }: Device, proof: string | null): Pick<InstallationExplained, 'owner'> {
  if (!user) return {};
  const { key: userKey, userId } = user;
  return { owner: { userKey, userId, since: new Date(since).toISOString(), ...(proof && { proof }) } };
}

interface FactsRow {
  appId: string;
  facts: Record<string, unknown>;
  tokenTail: string | null;
  tokenEnvironment: 'development' | 'production' | null;
  firstSeen: Date;
  lastSeen: Date;
  proof: string | null;
}

async function readFacts(sql: Sql, installationId: string): Promise<FactsRow | undefined> {
  const { rows } = await sql.query<FactsRow>(
    `select i.app_id as "appId", i.facts, i.token_tail as "tokenTail", i.token_environment as "tokenEnvironment",
       i.first_seen as "firstSeen", i.last_seen as "lastSeen", b.proof
     from installations i join bindings b on b.installation_id = i.id where i.id = $1`,
    [installationId],
  );
  return rows[0];
}

interface RegistrationRow {
  app: string;
  userKey: string;
  userId: string | null;
  tokenHash: string;
  state: RegistrationExplained['state'];
  holds: RegistrationExplained['holds'];
  since: Date;
  traceId: string;
  requestId: string | null;
  sentAt: Date | null;
  confirmedAt: Date | null;
  attempts: number;
  polls: number;
  reason: string | null;
  message: string | null;
}

async function readRegistrations(sql: Sql, installationId: string): Promise<RegistrationRow[]> {
  const { rows } = await sql.query<RegistrationRow>(
    `select r.app, r.user_key as "userKey", u.user_id as "userId", encode(r.token_hash, 'hex') as "tokenHash", r.state,
       dynamics_holds(r.state, r.unanswered, r.confirmed_at) as holds, r.since, r.trace_id as "traceId",
       r.request_id as "requestId", r.sent_at as "sentAt", r.confirmed_at as "confirmedAt", r.attempts, r.polls,
       r.reason, r.message
     from registrations r left join users u on u.key = r.user_key
     where r.installation_id = $1 order by r.since, r.token_hash`,
    [installationId],
  );
  return rows;
}

function explained(row: RegistrationRow): RegistrationExplained {
  const { userId, requestId, sentAt, confirmedAt, reason, message, since, ...rest } = row;
  return {
    ...rest,
    since: since.toISOString(),
    ...(userId && { userId }),
    ...(requestId && { requestId }),
    ...(sentAt && { sentAt: sentAt.toISOString() }),
    ...(confirmedAt && { confirmedAt: confirmedAt.toISOString() }),
    ...(reason && { reason }),
    ...(message && { message }),
  };
}
