import { access } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { createKeyAdmin, type KeyAdmin } from './access/key-admin.ts';
import { systemClock } from './clock.ts';
import { ConfigError } from './config.ts';
import { findEmbeddedPostgres } from './db/embedded/running.ts';
import { EmbeddedPostgresError, startEmbeddedPostgres } from './db/embedded.ts';
import { readDatabaseSettings } from './db/settings.ts';

export { type ApiKey, type KeyState, SCOPES, type Scope, stateOf } from './access/key.ts';
export type { KeyAdmin } from './access/key-admin.ts';

/** What an operator does at a terminal, on the gateway's own database. */
export interface Admin {
  keys: KeyAdmin;
  close(): Promise<void>;
}

export type AdminErrorCode =
  | 'settings-invalid'
  | 'database-missing'
  | 'database-unreachable'
  | 'database-empty';

/** It could not be done; `remedy` says what the operator can do. */
export class AdminError extends Error {
  override readonly name = 'AdminError';
  readonly code: AdminErrorCode;
  readonly remedy: string;
  constructor(code: AdminErrorCode, { message, remedy }: { message: string; remedy: string }) {
    super(message);
    this.code = code;
    this.remedy = remedy;
  }
}

/**
 * Opens the database that a gateway with this environment has: `DATABASE_URL`, else the embedded one of
 * `JOURNEYS_PUSH_DATA`, whether a gateway runs on it now or not.
 *
 * @throws AdminError
 */
export async function openAdmin(
  environment: Record<string, string | undefined>,
  { actor }: { actor: string },
): Promise<Admin> {
  const database = await databaseOf(environment);
  const pool = new pg.Pool({ connectionString: database.url, max: 1, connectionTimeoutMillis: 10_000 });
  pool.on('error', () => undefined);
  const close = async () => {
    await pool.end();
    await database.stop();
  };
  try {
    await check(pool);
  } catch (error) {
    await close();
    throw error;
  }
  return { keys: createKeyAdmin({ pool, clock: systemClock, actor }), close };
}

interface Database {
  url: string;
  stop(): Promise<void>;
}

async function databaseOf(environment: Record<string, string | undefined>): Promise<Database> {
  const { databaseUrl, dataDir } = settingsOf(environment);
  const ready = databaseUrl ?? (await findEmbeddedPostgres(dataDir));
  if (ready) return { url: ready, stop: async () => {} };
  await access(join(dataDir, 'pgdata')).catch(() => {
    throw new AdminError('database-missing', {
      message: `DATABASE_URL is not set, and no gateway has kept a database in ${dataDir}.`,
      remedy: 'Set DATABASE_URL or JOURNEYS_PUSH_DATA as the gateway has it.',
    });
  });
  return startEmbeddedPostgres({ dataDir }).catch((error: unknown) => {
    if (!(error instanceof EmbeddedPostgresError)) throw error;
    throw unreachable(error.message);
  });
}

function settingsOf(environment: Record<string, string | undefined>) {
  try {
    return readDatabaseSettings(environment);
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error;
    const remedy = 'Set it as the gateway has it.';
    throw new AdminError('settings-invalid', { message: error.mistakes.join('\n'), remedy });
  }
}

async function check(pool: pg.Pool): Promise<void> {
  const { rows } = await pool
    .query("select to_regclass('api_keys') is not null as ready")
    .catch((error: Error) => {
      // Its message names host, account or database, never the password.
      throw unreachable(error.message || String((error as { code?: unknown }).code));
    });
  if (rows[0]?.ready) return;
  throw new AdminError('database-empty', {
    message: 'No gateway of this version has used this database.',
    remedy: 'Start the gateway once: it brings its database to its version.',
  });
}

const unreachable = (message: string) =>
  new AdminError('database-unreachable', {
    message: `The gateway's database cannot be reached: ${message}`,
    remedy: 'Check DATABASE_URL, and that PostgreSQL runs.',
  });
