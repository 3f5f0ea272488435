import pg from 'pg';

/** Who the gateway says owns an installation. */
export interface Owner {
  installationId: string;
  /** The Dynamics record; null: nobody. */
  contact: string | null;
}

/** The gateway's own books: what it wants, what it knows, and whether something is still to be done. */
export interface Books {
  /** Installations for which something is under way, or due within the next second. */
  busy(installationIds: string[]): Promise<string[]>;
  owners(installationIds: string[]): Promise<Owner[]>;
  /** Installations whose token another one claims as well, or Dynamics may hold for several people. */
  sharing(installationIds: string[]): Promise<string[]>;
  close(): Promise<void>;
}

export function openBooks(databaseUrl: string): Books {
  const pool = new pg.Pool({ connectionString: databaseUrl, max: 2 });
  const column = async (sql: string, values: unknown[] = []): Promise<string[]> =>
    (await pool.query<{ value: string }>(sql, values)).rows.map(({ value }) => value);
  return {
    busy: (ids) =>
      column(
        `select installation_id as value from bindings where installation_id = any($1)
           and (lease is not null or due_at < now() + interval '1 second')
         union select installation_id from registrations where installation_id = any($1)
           and (lease is not null or asked_together)`,
        [ids],
      ),
    async owners(ids) {
      const { rows } = await pool.query<Owner>(
        `select i.id as "installationId", b.dynamics_user_id as contact
         from installations i join bindings b on b.installation_id = i.id where i.id = any($1)`,
        [ids],
      );
      return rows;
    },
    sharing: (ids) =>
      column(
        `select id as value from installations where id = any($1) and (app, token_hash) in (
           select app, token_hash from installations where token_hash is not null group by 1, 2 having count(*) > 1)
         union select installation_id from registrations where installation_id = any($1) and (app, token_hash) in (
           select app, token_hash from registrations where state <> 'cleaned' group by 1, 2 having count(*) > 1)`,
        [ids],
      ),
    close: () => pool.end(),
  };
}
