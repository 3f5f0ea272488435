import { CodedError } from '@journeys-push/contract/problems';
import type { Vault } from '../vault/vault.ts';
import type { ExportFilter, ExportQuery, ExportRow } from './columns.ts';

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
  const unread = new Map<string, number>();
  return {
    unread,
    columns: vault ? [...COLUMNS, 'token', 'tokenProblem'] : COLUMNS,
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
        ...(vault && opened(vault, clear, unread)),
      };
    },
  };
}

const NAMED = 20;

/** A token that no key of ours opens takes no other row with it: its own says why it is missing. */
function opened(
  vault: Pick<Vault, 'open'>,
  sealed: Buffer | undefined,
  unread: Map<string, number>,
): ExportRow {
  try {
    return { token: sealed ? vault.open(sealed) : null, tokenProblem: null };
  } catch (error) {
    if (!(error instanceof CodedError)) throw error;
    const { code, message } = error;
    const said = `${code}: ${message}`;
    // It may name a key: of many only some are named.
    const what = unread.has(said) || unread.size < NAMED ? said : code;
    unread.set(what, (unread.get(what) ?? 0) + 1);
    return { token: null, tokenProblem: code };
  }
}

const dateOf = (ms: number | undefined): Date | null => (ms === undefined ? null : new Date(ms));
