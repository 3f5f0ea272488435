import type { Sql } from '../db/connect.ts';

/** What an installation or a person did: written beside the change itself. */
type Wish =
  | 'installed'
  | 'enrolled'
  | 'app-changed'
  | 'token-changed'
  | 'token-lost'
  | 'stale'
  | 'token-refused'
  | 'permission-changed'
  | 'bound'
  | 'unbound';

/**
 * What became of a registration in Dynamics: written by a trigger on `registrations` (migration 7).
 *
 * `sent` a call that makes it is about to leave · `registered` Dynamics has confirmed · `refused` · `deferred` no
 * verdict: it will be sent again · `cleaning` a call that ends it is about to leave · `cleaned-up` Dynamics has accepted
 * that call · `moved` another installation has brought its token
 */
type Outcome = 'sent' | 'registered' | 'refused' | 'deferred' | 'cleaning' | 'cleaned-up' | 'moved';

/** Why a row is in the ledger. */
export type Cause = Wish | Outcome;

/** One line of the append-only history. `before` and `after` name people by key and tokens by hash, never otherwise. */
export interface LedgerEntry {
  installationId: string;
  app: string;
  userKey: string | undefined;
  cause: Wish;
  traceId: string;
  before?: object;
  after?: object;
}

/** Appends entries, all of the same moment. */
export async function appendLedger(sql: Sql, at: number, entries: LedgerEntry[]): Promise<void> {
  if (entries.length === 0) return;
  await sql.query(
    `insert into ledger (at, installation_id, app, user_key, cause, trace_id, before, after)
     select $1, e."installationId", e.app, e."userKey", e.cause, e."traceId", e.before, e.after
     from jsonb_to_recordset($2::jsonb) as e("installationId" uuid, app text, "userKey" uuid, cause text,
       "traceId" text, before jsonb, after jsonb)`,
    [new Date(at), JSON.stringify(entries)],
  );
}
