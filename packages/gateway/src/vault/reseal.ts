import { CodedError, problems } from '@journeys-push/contract/problems';
import type { Pool } from 'pg';
import type { Clock } from '../clock.ts';
import type { Log } from '../log.ts';
import { eachPage, type Page, tables } from './pages.ts';
import type { Vault } from './vault.ts';

export interface ResealOptions {
  pool: Pool;
  vault: Vault;
  clock: Clock;
  log: Log;
}

export interface Resealing {
  start(): void;
  close(): Promise<void>;
}

/** After a pass that failed. */
const AGAIN_MS = 5_000;

/**
 * Seals with the first key what was sealed with another one, page by page beside the daily work. When a pass finds
 * nothing more, the older keys are no longer needed, and the log says so. A row whose key is not given stays as it is,
 * for the day when it is given again; so does one that no key opens, since somebody has changed it.
 */
export function createResealing({ pool, vault, clock, log }: ResealOptions): Resealing {
  let closed = false;
  let running: Promise<void> = Promise.resolve();
  let cancel = () => {};

  async function pass(): Promise<void> {
    const seen: Seen = { old: 0, lost: 0, damaged: 0 };
    for (const table of tables) {
      await eachPage(pool, { table, isOver: () => closed }, (page) => resealPage(page, vault, seen));
      if (closed) return;
    }
    // Also those that others were writing.
    if (seen.old > seen.damaged) return later(0);
    tell('vault-key-missing', seen.lost);
    tell('vault-damaged', seen.damaged);
    const [keyId] = vault.keyIds;
    await pool.query('delete from vault_keys where id <> $1 and id = any($2)', [keyId, vault.keyIds]);
    log.info({ code: 'vault.resealed', keyId }, 'No token needs an older key any more');
  }

  function tell(code: 'vault-key-missing' | 'vault-damaged', count: number): void {
    if (count > 0) log.error({ code, count }, problems[code].title);
  }

  function later(ms: number): void {
    if (closed) return;
    cancel = clock.after(ms, () => {
      running = pass().catch((error: Error) => {
        log.warn(
          { code: 'vault.reseal-failed', error: error.message },
          'Tokens could not be sealed anew yet',
        );
        later(AGAIN_MS);
      });
    });
  }

  return {
    start: () => later(0),
    async close() {
      closed = true;
      cancel();
      await running;
    },
  };
}

interface Seen {
  /** Sealed with another of our keys. */
  old: number;
  /** Sealed with a key that we do not have. */
  lost: number;
  /** Of the old ones those that no key opens. */
  damaged: number;
}

async function resealPage({ sql, table, range }: Page, vault: Vault, seen: Seen): Promise<void> {
  const [fresh] = vault.headers;
  const { rows: counts } = await sql.query<Pick<Seen, 'old' | 'lost'>>(
    `select count(*) filter (where header = any($4))::int as old, count(*) filter (where header <> all($4))::int as lost
     from (select substr(token_sealed, 1, 5) as header from ${table} where ctid >= $1::tid and ctid < $2::tid) t
     where header <> $3`,
    [...range, fresh, vault.headers],
  );
  seen.old += counts[0]?.old ?? 0;
  seen.lost += counts[0]?.lost ?? 0;
  if (!counts[0]?.old) return;
  const { rows } = await sql.query<{ at: string; sealed: Buffer }>(
    `select ctid::text as at, token_sealed as sealed from ${table}
     where ctid >= $1::tid and ctid < $2::tid and substr(token_sealed, 1, 5) = any($3)
     for no key update skip locked`,
    [...range, vault.headers.slice(1)],
  );
  const anew = rows.flatMap(({ at, sealed }) => {
    const token = openOf(vault, sealed);
    return token === undefined ? [] : { at, sealed: vault.seal(token).toString('hex') };
  });
  seen.damaged += rows.length - anew.length;
  await sql.query(
    `update ${table} t set token_sealed = decode(s.sealed, 'hex')
     from jsonb_to_recordset($1::jsonb) as s(at tid, sealed text) where t.ctid = s.at`,
    [JSON.stringify(anew)],
  );
}

/** `undefined`: it is damaged. */
function openOf(vault: Vault, sealed: Buffer): string | undefined {
  try {
    return vault.open(sealed);
  } catch (error) {
    if (error instanceof CodedError && error.code === 'vault-damaged') return undefined;
    throw error;
  }
}
