import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import { ConfigError, type GatewayConfigInput, parseConfig } from './config.ts';
import { parseKeys } from './vault/keys.ts';

/** The gateway as a process. */
export interface Settings {
  config: GatewayConfigInput;
  production: boolean;
  host: string;
  port: number;
  logLevel: string;
  /** Absent: an embedded PostgreSQL in `dataDir`. */
  databaseUrl?: string | undefined;
  dataDir: string;
  /** What seals tokens at rest. Absent in development: see index.ts. */
  keys?: string | undefined;
}

const Environment = z.object({
  JOURNEYS_PUSH_CONFIG: z.string().min(1).default('journeys-push.gateway.json'),
  JOURNEYS_PUSH_DATA: z.string().min(1).default('journeys-push-data'),
  JOURNEYS_PUSH_KEYS: z.string().optional(),
  DATABASE_URL: z
    .string()
    .regex(/^postgres(ql)?:\/\//, 'a postgresql:// URL')
    .optional(),
  HOST: z.string().min(1).default('127.0.0.1'),
  PORT: z.coerce.number().int().min(0).max(65_535).default(8080),
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
  const config = await readConfig(file, { environment, production, mistakes });
  mistakes.push(...mistakesInKeys(environment.JOURNEYS_PUSH_KEYS, production));
  if (!parsed.success || mistakes.length > 0) throw new ConfigError(mistakes);
  const { HOST: host, PORT: port, LOG_LEVEL: logLevel, DATABASE_URL: databaseUrl } = parsed.data;
  const { JOURNEYS_PUSH_DATA: dataDir, JOURNEYS_PUSH_KEYS: keys } = parsed.data;
  return { config, production, host, port, logLevel, databaseUrl, dataDir, keys };
}

function mistakesInKeys(text: string | undefined, production: boolean): string[] {
  if (text === undefined) return production ? ['JOURNEYS_PUSH_KEYS: must be set in production'] : [];
  return parseKeys(text).mistakes.map((mistake) => `JOURNEYS_PUSH_KEYS: ${mistake}`);
}

interface Reading {
  environment: Record<string, string | undefined>;
  production: boolean;
  /** Grows. */
  mistakes: string[];
}

async function readConfig(
  file: string,
  { environment, production, mistakes }: Reading,
): Promise<GatewayConfigInput> {
  try {
    const text = await readFile(file, 'utf8');
    const config = parseJson(text, (value) => filledIn(value, environment, mistakes));
    parseConfig(config, { production });
    return config;
  } catch (error) {
    const own = error instanceof ConfigError ? error.mistakes : [`${file}: ${(error as Error).message}`];
    mistakes.push(...own);
    return { apps: [] };
  }
}

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
  return text.replaceAll(/\$\{(\w+)\}/g, (whole, name: string) => {
    const value = environment[name];
    if (value === undefined) mistakes.push(`${name}: is named in the configuration file and not set`);
    return value ?? whole;
  });
}
