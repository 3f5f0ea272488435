import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../../refusal.ts';
import { remoteArgs } from '../remote.ts';

export const exportArgs = {
  what: {
    type: 'positional',
    valueHint: 'WHAT',
    description: 'ledger or installations',
    required: false,
  },
  format: { type: 'string', valueHint: 'FORMAT', description: 'ndjson (default) or csv' },
  since: { type: 'string', valueHint: 'WHEN', description: 'From this date or moment on, e.g. 2026-11-01' },
  until: { type: 'string', valueHint: 'WHEN', description: 'Up to this date or moment, itself included' },
  app: { type: 'string', valueHint: 'NAME', description: 'Of this mobile app channel only' },
  tokens: {
    type: 'boolean',
    description: 'With push tokens in the clear: needs a key with the scope tokens',
  },
  out: { type: 'string', valueHint: 'FILE', description: 'Where to write (default: to stdout)' },
  ...remoteArgs,
} as const satisfies ArgsDef;

export interface ExportOptions {
  /** Path and query. */
  path: string;
  out: string | undefined;
}

/** @throws Refusal `usage` */
export function readOptions(args: ParsedArgs<typeof exportArgs>): ExportOptions {
  const { _: words, what, format = 'ndjson', since, until, app, tokens, out, url: _url, ...others } = args;
  const [unknown] = Object.keys(others);
  if (unknown) throw usage(`There is no option --${unknown}`);
  if (words.length > 1) throw usage(`"${words[1]}" is not an option`);
  if (what !== 'ledger' && what !== 'installations') throw usage('Say what: ledger or installations');
  if (format !== 'ndjson' && format !== 'csv') throw usage(`--format takes ndjson or csv, not "${format}"`);
  if (tokens && what === 'ledger') throw usage('The ledger holds no tokens: leave out --tokens');
  const query = new URLSearchParams({
    format,
    ...(since !== undefined && { since: readMoment('since', since) }),
    ...(until !== undefined && { until: readMoment('until', until, LAST_OF_DAY_MS) }),
    ...(app && { app }),
    ...(tokens && { tokens: 'clear' }),
  });
  return { path: `/v1/admin/exports/${what}?${query}`, out: out || undefined };
}

/** Both ends of an export are part of it. */
const LAST_OF_DAY_MS = 24 * 60 * 60 * 1_000 - 1;

/** A date is its day, UTC: its first moment, or so many milliseconds later. */
function readMoment(name: string, text: string, later = 0): string {
  const isDate = /^\d{4}-\d\d-\d\d$/.test(text);
  const isMoment = /^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:\d\d)$/.test(text);
  const ms = (isDate || isMoment ? Date.parse(text) : Number.NaN) + (isDate ? later : 0);
  if (!Number.isNaN(ms)) return new Date(ms).toISOString();
  throw usage(`--${name} takes a date or a moment with its zone, not "${text}"`);
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push export --help' });
