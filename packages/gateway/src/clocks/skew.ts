import type { Clock } from '../clock.ts';
import type { Sql } from '../db/connect.ts';

export interface Skew {
  /** How far the clock is ahead of the database's. */
  skewMs: number;
  /** It may be so much more or less: the way to the database takes time. */
  uncertainMs: number;
}

const SAMPLES = 3;

/** Compares a clock with the database's; of a few looks the quickest counts. */
export async function measureSkew(sql: Sql, clock: Pick<Clock, 'now'>): Promise<Skew> {
  const looks: Skew[] = [];
  for (let sample = 0; sample < SAMPLES; sample++) looks.push(await look(sql, clock));
  return looks.reduce((best, one) => (one.uncertainMs < best.uncertainMs ? one : best));
}

async function look(sql: Sql, clock: Pick<Clock, 'now'>): Promise<Skew> {
  const before = clock.now();
  const { rows } = await sql.query<{ now: string }>(
    'select extract(epoch from clock_timestamp()) * 1000 as now',
  );
  const after = clock.now();
  return { skewMs: (before + after) / 2 - Number(rows[0]?.now), uncertainMs: (after - before) / 2 };
}
