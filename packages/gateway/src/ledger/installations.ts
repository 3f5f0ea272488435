import type { InstallationItem } from '@journeys-push/contract/operator-gateway';
import type { Sql } from '../db/connect.ts';
import { viewOf } from '../installations/view.ts';
import { loadDevices } from '../reconcile/device-store.ts';
import type { LedgerRules } from './compliance.ts';

/** Which installations are listed. */
export interface Filter {
  /** The keys of a person whose they are now. */
  userKeys?: string[] | undefined;
  app?: string | undefined;
  state?: InstallationItem['registration']['state'] | undefined;
  tokenTail?: string | undefined;
}

export interface Listing {
  items: InstallationItem[];
  /** The last id that was looked at, where there may be more. */
  last?: string;
}

/** A state is no column: so many rows are looked at for one page, found or not. */
const LOOK_AT_MOST = 5_000;

/** One page, sorted by id. With a state it may hold fewer than `limit`, even none, and yet not be the last. */
export async function listInstallations(
  sql: Sql,
  filter: Filter,
  { limit, after, policy }: { limit: number; after?: string; policy: LedgerRules['policy'] },
): Promise<Listing> {
  const items: InstallationItem[] = [];
  let last = after;
  for (let looked = 0; looked < LOOK_AT_MOST; ) {
    const rows = await someRows(sql, filter, { after: last, limit: filter.state ? 500 : limit });
    const wanted = filter.state ?? 'any';
    for (const item of await itemsOf(sql, rows, policy)) {
      if (items.length === limit) return { items, ...(last && { last }) };
      last = item.installationId;
      if (wanted === 'any' || item.registration.state === wanted) items.push(item);
    }
    looked += rows.length;
    if (rows.length < (filter.state ? 500 : limit)) return { items };
    if (items.length === limit) break;
  }
  return { items, ...(last && { last }) };
}

interface Row {
  id: string;
  app: string;
  platform: 'ios' | 'android';
  appId: string;
  tokenTail: string | null;
  firstSeen: Date;
  lastSeen: Date;
}

async function someRows(
  sql: Sql,
  { userKeys, app, tokenTail }: Filter,
  { after, limit }: { after: string | undefined; limit: number },
): Promise<Row[]> {
  // The ledger finds a person's installations: an index of bindings by person would be written at every call to Dynamics.
  const { rows } = await sql.query<Row>(
    `select i.id, i.app, i.platform, i.app_id as "appId", i.token_tail as "tokenTail", i.first_seen as "firstSeen",
       i.last_seen as "lastSeen"
     from installations i
     where ($1::uuid is null or i.id > $1) and ($2::text is null or i.app = $2)
       and ($3::text is null or i.token_tail = $3)
       and ($4::uuid[] is null or i.id in (
         select b.installation_id from bindings b
         where b.user_key = any($4) and b.installation_id in (
           select l.installation_id from ledger_by_key l where l.user_key = any($4) and l.cause = 'bound')))
     order by i.id limit $5`,
    [after ?? null, app ?? null, tokenTail ?? null, userKeys ?? null, limit],
  );
  return rows;
}

async function itemsOf(sql: Sql, rows: Row[], policy: LedgerRules['policy']): Promise<InstallationItem[]> {
  const devices = await loadDevices(
    sql,
    rows.map(({ id }) => id),
  );
  const byId = new Map(devices.map((device) => [device.installationId, device]));
  return rows.flatMap(({ id: installationId, tokenTail, firstSeen, lastSeen, ...row }) => {
    const device = byId.get(installationId);
    if (!device) return [];
    return {
      installationId,
      ...row,
      ...(tokenTail && { tokenTail }),
      firstSeen: firstSeen.toISOString(),
      lastSeen: lastSeen.toISOString(),
      registration: viewOf(device, policy),
    };
  });
}
