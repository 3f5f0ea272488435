import type { Sql } from '../db/connect.ts';

/** Something that must be accounted for. No secret and no token is in any field. */
export interface AuditEntry {
  at: number;
  /** `key:<id>`, or `cli:<account>@<host>`. */
  actor: string;
  action: string;
  subject: string;
  details?: object;
  traceId?: string;
}

/** Appends one row to the audit trail. */
export async function appendAudit(
  sql: Sql,
  { at, actor, action, subject, details, traceId }: AuditEntry,
): Promise<void> {
  await sql.query(
    'insert into audit (at, actor, action, subject, details, trace_id) values ($1, $2, $3, $4, $5, $6)',
    [new Date(at), actor, action, subject, details ? JSON.stringify(details) : null, traceId ?? null],
  );
}
