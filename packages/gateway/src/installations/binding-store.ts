import type { Sql } from '../db/connect.ts';
import { type Proof, type Wish, writeNews } from './news-store.ts';

/** Who should own an installation, inside a transaction that decides more than that. */
export interface Bind {
  installationId: string;
  userId: string;
  dynamicsUserId: string;
  proof: Proof | 'kept';
  now: number;
  traceId: string;
  /** Until when a caller waits for the verdict. */
  waitedUntil: number;
}

/** Makes the person the owner (news-store.ts). False: no such installation, or no proof was kept. */
export function bindUser(sql: Sql, { userId, dynamicsUserId, proof, ...bind }: Bind): Promise<boolean> {
  const { waitedUntil } = bind;
  return wish(sql, bind, { kind: 'bind', userId, dynamicsUserId, proof, waitedUntil });
}

/** Makes nobody the owner. */
export function unbindUser(
  sql: Sql,
  unbind: Omit<Bind, 'userId' | 'dynamicsUserId' | 'proof'>,
): Promise<boolean> {
  return wish(sql, unbind, { kind: 'unbind', waitedUntil: unbind.waitedUntil });
}

async function wish(
  sql: Sql,
  { installationId: id, traceId, now }: Pick<Bind, 'installationId' | 'traceId' | 'now'>,
  wish: Wish,
): Promise<boolean> {
  const [result] = await writeNews(sql, [{ id, traceId, wish }], { now, renewBefore: 0, retryBefore: 0 });
  return result?.outcome === 'written';
}
