import type { Vault } from '../vault/vault.ts';
import type { ExportFilter, ExportQuery } from './columns.ts';

/** The fields of `registrationInfo` that have a column of their own; all of them are in `facts`. */
const FACTS = [
  'appVersion',
  'appBuild',
  'distribution',
  'hardware',
  'language',
  'model',
  'modelId',
  'os',
  'osVersion',
  'timeZone',
  'isFirstLaunch',
];

const COLUMNS = [
  'installationId',
  'app',
  'platform',
  'appId',
  'firstSeen',
  'lastSeen',
  'notificationsEnabled',
  'tokenTail',
  'tokenEnvironment',
  'userKey',
  'userId',
  'ownerSince',
  'proof',
  'holds',
  'state',
  'requestId',
  'confirmedAt',
  'message',
  ...FACTS,
  'facts',
];

/** Every installation with its owner and what Dynamics holds of it for them now. `vault`: with tokens in the clear. */
export function installationsExport(
  { since, until, app }: ExportFilter,
  vault?: Pick<Vault, 'open'>,
): ExportQuery {
  return {
    columns: vault ? [...COLUMNS, 'token'] : COLUMNS,
    sql: `select i.id as "installationId", i.app, i.platform, i.app_id as "appId", i.first_seen as "firstSeen",
        i.last_seen as "lastSeen", i.notifications_enabled as "notificationsEnabled", i.token_tail as "tokenTail",
        i.token_environment as "tokenEnvironment", b.user_key as "userKey", u.user_id as "userId",
        case when b.user_key is not null then b.since end as "ownerSince", b.proof,
        dynamics_holds(r.state, r.unanswered, r.confirmed_at) as holds, r.state, r.request_id as "requestId",
        r.confirmed_at as "confirmedAt", r.message, i.facts${vault ? ', i.token_sealed as token' : ''}
      from installations i
      join bindings b on b.installation_id = i.id
      left join users u on u.key = b.user_key
      left join registrations r on r.app = i.app and r.token_hash = i.token_hash
        and r.dynamics_user = b.dynamics_user_id::uuid
      where ($1::timestamptz is null or i.last_seen >= $1) and ($2::timestamptz is null or i.last_seen <= $2)
        and ($3::text is null or i.app = $3)
      order by i.id`,
    values: [dateOf(since), dateOf(until), app ?? null],
    rowOf({ facts, token, holds, state, ...row }) {
      const known = facts as Record<string, unknown>;
      const own = Object.fromEntries(FACTS.map((name) => [name, known[name] ?? null]));
      const clear = Buffer.isBuffer(token) ? token : undefined;
      return {
        ...row,
        // No row in the table: Dynamics holds nothing.
        holds: state === null ? 'no' : holds,
        state,
        ...own,
        facts,
        ...(vault && { token: clear ? vault.open(clear) : null }),
      };
    },
  };
}

const dateOf = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
