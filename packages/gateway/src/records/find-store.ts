import type { RegistrationSearch } from '@journeys-push/contract/backend-gateway';
import type { Sql } from '../db/connect.ts';
import type { PageOf } from '../http/page.ts';
import { rowsFor } from '../http/page.ts';
import { COUNTS } from '../users/awaited/store.ts';

/**
 * What is looked for. A token is compared by its keyed hash, in the apps that are configured. `awaits`: also those that
 * are to be the user's as soon as Dynamics knows them.
 */
export type Wanted =
  | Exclude<RegistrationSearch, { token: string } | { userId: string }>
  | { userId: string; awaits: boolean }
  | { tokenHash: Buffer; apps: readonly string[] };

/** The ids of the installations that are wanted, in their order; one more than fit on the page if there are more. */
export async function findInstallationIds(sql: Sql, wanted: Wanted, page: PageOf<string>): Promise<string[]> {
  const { candidates, values } = queryOf(wanted);
  const { rows } = await sql.query<{ id: string }>(
    `select id from (${candidates}) as found (id)
     where $1::uuid is null or id > $1 order by id limit $2`,
    [page.after ?? null, rowsFor(page), ...values],
  );
  return rows.map(({ id }) => id);
}

function queryOf(wanted: Wanted): { candidates: string; values: unknown[] } {
  if ('userId' in wanted) return { candidates: OF_USER, values: [wanted.userId, wanted.awaits] };
  if ('tokenTail' in wanted) return { candidates: OF_TAIL, values: [wanted.tokenTail] };
  if ('requestId' in wanted) return { candidates: OF_REQUEST, values: [wanted.requestId] };
  return { candidates: OF_TOKEN, values: [wanted.tokenHash, wanted.apps] };
}

const OF_TAIL = 'select id from installations where token_tail = $3';

/** Who has it, and who answers for what Dynamics may hold on it. */
const OF_TOKEN = `
  select id from installations where token_hash = $3 and app = any($4)
  union
  select installation_id from registrations where token_hash = $3 and app = any($4)`;

/**
 * By way of the ledger, which knows every installation that ever was the person's: an index of bindings by person would
 * cost each registration a write.
 */
const OF_USER = `
  select binding.installation_id
  from users person
  cross join lateral (select distinct installation_id from ledger_by_key where user_key = person.key) as seen
  join bindings binding on binding.installation_id = seen.installation_id and binding.user_key = person.key
  where person.user_id = $3
  union
  select a.installation_id from awaited_users a join bindings b using (installation_id)
  where $4 and a.user_id = $3 and ${COUNTS}`;

/** One with a verdict is in the ledger, one that is still asked about is in `asks`. */
const OF_REQUEST = `
  select installation_id from ledger where after ->> 'requestId' = $3
  union
  select registration.installation_id
  from asks
  cross join lateral unnest(asks.token_hashes, asks.dynamics_users, asks.request_ids)
    as asked (token_hash, dynamics_user, request_id)
  join registrations registration using (app, token_hash, dynamics_user)
  where $3 = any(asks.request_ids) and asked.request_id = $3`;
