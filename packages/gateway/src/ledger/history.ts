import type { Sql } from '../db/connect.ts';
import type { Cause } from './ledger.ts';

/** One line of the history, as it was written. */
export interface HistoryLine {
  seq: string;
  at: Date;
  installationId: string;
  app: string;
  userKey: string | null;
  /** Null: nobody, or a person who has been erased. */
  userId: string | null;
  cause: Cause;
  traceId: string;
  before: object | null;
  after: object | null;
}

/** Whose history: exactly one. */
export type Subject =
  | { installationId: string }
  | { userKeys: string[] }
  | { traceId: string }
  /** Dynamics' RegistrationRequestId. */
  | { requestId: string };

const COLUMNS = `l.seq, l.at, l.installation_id as "installationId", l.app, l.user_key as "userKey",
  u.user_id as "userId", l.cause, l.trace_id as "traceId", l.before, l.after`;

/** The lines about a subject, in the order in which they were written. */
export async function history(
  sql: Sql,
  subject: Subject,
  { limit, after = '0' }: { limit: number; after?: string },
): Promise<HistoryLine[]> {
  const [condition, value, source = 'ledger'] = conditionOf(subject);
  // Gathered first: looked for along the primary key, what is rare would be found last.
  const { rows } = await sql.query<HistoryLine>(
    `with found as materialized (select * from ${source} l where ${condition} and l.seq > $2)
     select ${COLUMNS} from found l left join users u on u.key = l.user_key
     order by l.seq limit $3`,
    [value, after, limit],
  );
  return rows;
}

function conditionOf(subject: Subject): [condition: string, value: unknown, source?: 'ledger_by_key'] {
  if ('installationId' in subject) return ['l.installation_id = $1', subject.installationId, 'ledger_by_key'];
  if ('userKeys' in subject) return ['l.user_key = any($1)', subject.userKeys, 'ledger_by_key'];
  if ('traceId' in subject) return ['l.trace_id = $1', subject.traceId];
  return ["l.after->>'requestId' = $1", subject.requestId];
}
