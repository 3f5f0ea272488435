import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { ConfigError, type GatewayConfigInput, parseConfig } from './config.ts';
import { DatabaseEnvironment } from './db/settings.ts';
import { parseKeys } from './vault/keys.ts';

/** The gateway as a process. */
export interface Settings {
  config: GatewayConfigInput;
  production: boolean;
  host: string;
  port: number;
  /** Where health and metrics are served without a key. Absent: nowhere. */
  operations?: { host: string; port: number } | undefined;
  logLevel: string;
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** What seals tokens at rest. Absent in development: see index.ts. */
  keys?: string | undefined;
  /** The file, and what of the environment it names. */
  file: string;
  named: Record<string, string>;
}

/** An empty text is a mistake, and not any free port. */
const Port = z
  .string()
  .regex(/^\d{1,5}$/, 'a port: 0 to 65535')
  .transform(Number)
  .refine((port) => port <= 65_535, 'a port: 0 to 65535');

const Environment = DatabaseEnvironment.extend({
  JOURNEYS_PUSH_CONFIG: z.string().min(1).default('journeys-push.gateway.json'),
  JOURNEYS_PUSH_KEYS: z.string().optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: Port.prefault('8080'),
  OPERATIONS_HOST: z.string().min(1).default('127.0.0.1'),
  OPERATIONS_PORT: Port.optional(),
  LOG_LEVEL: z.enum(['fatal', 'error', 'warn', 'info', 'debug', 'trace', 'silent']).default('info'),
  NODE_ENV: z.string().optional(),
});

/**
 * Reads environment and configuration file. `${NAME}` in a text of the file stands for the environment's value, so
 * that access tokens need not lie in it.
 *
 * @throws ConfigError with all mistakes of both at once
 */
export async function readSettings(environment: Record<string, string | undefined>): Promise<Settings> {
  const parsed = Environment.safeParse(environment);
  const mistakes = (parsed.error?.issues ?? []).map(({ path, message }) => `${path.join('.')}: ${message}`);
  const file = environment.JOURNEYS_PUSH_CONFIG || 'journeys-push.gateway.json';
  const production = environment.NODE_ENV === 'production';
  const named: Record<string, string> = {};
  const config = await readConfig(file, { environment, production, mistakes, named });
  mistakes.push(...mistakesInKeys(environment.JOURNEYS_PUSH_KEYS, production));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const { HOST: host, PORT: port, LOG_LEVEL: logLevel, DATABASE_URL: databaseUrl } = parsed.data;
  const { JOURNEYS_PUSH_DATA: dataDir, JOURNEYS_PUSH_KEYS: keys } = parsed.data;
  const { OPERATIONS_HOST, OPERATIONS_PORT } = parsed.data;
  const operations =
    OPERATIONS_PORT === undefined ? undefined : { host: OPERATIONS_HOST, port: OPERATIONS_PORT };
  return {
    ...{ config, production, host, port, operations, logLevel },
    ...{ databaseUrl, dataDir, keys, file, named },
  };
}

function mistakesInKeys(text: string | undefined, production: boolean): string[] {
  if (text === undefined) return production ? ['JOURNEYS_PUSH_KEYS: must be set in production'] : [];
  return parseKeys(text).mistakes.map((mistake) => `JOURNEYS_PUSH_KEYS: ${mistake}`);
}

interface Reading {
  environment: Record<string, string | undefined>;
  production: boolean;
  /** Both grow. */
  mistakes: string[];
  named: Record<string, string>;
}

async function readConfig(
  file: string,
  { environment, production, mistakes, named }: Reading,
): Promise<GatewayConfigInput> {
  try {
    const text = await readFile(file, 'utf8');
    const config = parseJson(text, (value) => {
      for (const [, name = ''] of value.matchAll(NAMED)) named[name] = environment[name] ?? '';
      return filledIn(value, environment, mistakes);
    });
    parseConfig(config, { production });
    return config;
  } catch (error) {
    const own = error instanceof ConfigError ? error.mistakes : [`${file}: ${(error as Error).message}`];
    mistakes.push(...own);
    return { apps: [] };
  }
}

const NAMED = /\$\{(\w+)\}/g;

/** @throws an error that says where the mistake is and quotes nothing: it may stand in an access token */
export function parseJson(text: string, replace: (value: string) => string) {
  try {
    return JSON.parse(text, (_key, value) => (typeof value === 'string' ? replace(value) : value));
  } catch (error) {
    const position = /at position (\d+)/.exec((error as Error).message)?.[1];
    const lines = text.slice(0, Number(position ?? 0)).split('\n');
    const where = position ? `, line ${lines.length}, column ${(lines.at(-1)?.length ?? 0) + 1}` : '';
    throw new Error(`is not valid JSON${where}`);
  }
}

export function filledIn(
  text: string,
  environment: Record<string, string | undefined>,
  mistakes: string[],
): string {
  return text.replaceAll(NAMED, (whole, name: string) => {
    const value = environment[name];
    if (value === undefined) mistakes.push(`${name}: is named in the configuration file and not set`);
    return value ?? whole;
  });
}
