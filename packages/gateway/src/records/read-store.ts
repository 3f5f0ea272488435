import type { Sql } from '../db/connect.ts';

/** One installation as its table has it. */
export interface InstallationLine {
  id: string;
  app: string;
  platform: 'ios' | 'android';
  appId: string;
  facts: Record<string, unknown>;
  tokenTail: string | null;
  notificationsEnabled: boolean;
  firstSeen: Date;
  lastSeen: Date;
  proof: 'none' | 'identity-token' | 'api-key' | null;
}

/** In the order of their ids. */
export async function readInstallations(sql: Sql, ids: string[]): Promise<InstallationLine[]> {
  const { rows } = await sql.query<InstallationLine>(
    `select i.id, i.app, i.platform, i.app_id as "appId", i.facts, i.token_tail as "tokenTail",
       i.notifications_enabled as "notificationsEnabled", i.first_seen as "firstSeen", i.last_seen as "lastSeen",
       b.proof
     from installations i join bindings b on b.installation_id = i.id
     where i.id = any($1) order by i.id`,
    [ids],
  );
  return rows;
}

/** The ids that people have in the app, by their keys. Who has been erased has none. */
export async function readUserIds(sql: Sql, keys: string[]): Promise<Map<string, string>> {
  const { rows } = await sql.query<{ key: string; user_id: string }>(
    'select key, user_id from users where key = any($1)',
    [keys],
  );
  return new Map(rows.map(({ key, user_id }) => [key, user_id]));
}
