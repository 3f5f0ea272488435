import { parseConfig } from '../config.ts';
import { isSecret } from '../log.ts';
import type { Settings } from '../settings.ts';
import { parseKeys } from '../vault/keys.ts';

const HIDDEN = '[redacted]';

/** The configuration as it is in force, defaults included, for `--print-config`: JSON without a secret. */
export function effectiveText(settings: Settings): string {
  const { config, production, host, port, operations, logLevel, databaseUrl, dataDir, keys, file } = settings;
  const effective = {
    environment: {
      JOURNEYS_PUSH_CONFIG: file,
      JOURNEYS_PUSH_KEYS: keys === undefined ? undefined : parseKeys(keys).keys.map(({ id }) => `key ${id}`),
      DATABASE_URL: databaseUrl && withoutSecrets(databaseUrl),
      JOURNEYS_PUSH_DATA: databaseUrl ? undefined : dataDir,
      HOST: host,
      PORT: port,
      OPERATIONS_HOST: operations?.host,
      OPERATIONS_PORT: operations?.port,
      LOG_LEVEL: logLevel,
      NODE_ENV: production ? 'production' : undefined,
    },
    configuration: redacted(parseConfig(config, { production }), settings.named),
  };
  return `${JSON.stringify(effective, undefined, 2)}\n`;
}

/** What came from the environment is shown by its name again; else fields of secrets are hidden, and parts of URLs. */
function redacted(value: unknown, named: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => redacted(item, named));
  if (typeof value === 'string') return textOf(value, named);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, inner]) => [
      field,
      isSecret(field) ? hidden(inner, named) : redacted(inner, named),
    ]),
  );
}

/** The name of a secret is none. */
function hidden(value: unknown, named: Record<string, string>): unknown {
  if (Array.isArray(value)) return value.map((item) => hidden(item, named));
  const name = Object.entries(named).find(([, known]) => known === value)?.[0];
  return name ? `\${${name}}` : HIDDEN;
}

function textOf(text: string, named: Record<string, string>): string {
  let shown = text;
  for (const [name, value] of Object.entries(named))
    if (value) shown = shown.replaceAll(value, `\${${name}}`);
  return URL.canParse(shown) && /^[a-z]+:\/\//.test(shown) ? withoutSecrets(shown) : shown;
}

/** Passwords, and paths that nobody can guess: a hook's is its secret. */
function withoutSecrets(text: string): string {
  const url = new URL(text);
  if (url.password) url.password = HIDDEN;
  for (const name of new Set(url.searchParams.keys())) if (isSecret(name)) url.searchParams.set(name, HIDDEN);
  if (/^https?:$/.test(url.protocol) && url.pathname !== '/') return `${url.origin}/…`;
  return decodeURI(url.href).replace(/\/$/, '');
}
