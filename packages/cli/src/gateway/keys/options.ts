import type { ArgsDef } from 'citty';
import { Refusal } from '../../refusal.ts';

export const createArgs = {
  name: { type: 'string', valueHint: 'TEXT', description: 'Whose key it is, e.g. "shop backend"' },
  scope: {
    type: 'string',
    valueHint: 'NAMES',
    description: 'What it may do: read, register, admin, tokens; several separated by commas',
  },
  expires: {
    type: 'string',
    valueHint: 'WHEN',
    description: 'When it ends: in days, e.g. 90d, or a date, e.g. 2027-01-31 (default: never)',
  },
  json: { type: 'boolean', description: 'Print the key as one JSON object' },
} as const satisfies ArgsDef;

export const listArgs = {
  json: { type: 'boolean', description: 'Print the keys as one JSON array' },
} as const satisfies ArgsDef;

export const revokeArgs = {
  id: { type: 'positional', valueHint: 'ID', description: 'As "keys list" shows it', required: false },
} as const satisfies ArgsDef;

const usage = (command: string, message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: `See journeys-push keys ${command} --help` });

/** Refuses what no option of the command is. */
export function refuseUnknown(command: string, args: { _: string[] }, known: ArgsDef): void {
  const { _, ...given } = args;
  const words = Object.values(known).filter(({ type }) => type === 'positional').length;
  if (_.length > words) throw usage(command, `"${_[words]}" is not an option`);
  const unknown = Object.keys(given).find((name) => !(name in known));
  if (unknown) throw usage(command, `There is no option --${unknown}`);
}

export function readName(text: string | undefined): string {
  const name = text?.trim() ?? '';
  if (name.length >= 1 && name.length <= 200) return name;
  throw usage('create', '--name must say whose key it is, in at most 200 characters');
}

export function readScopes<S extends string>(text: string | undefined, known: readonly S[]): S[] {
  const names = (text ?? '').split(',').map((part) => part.trim());
  const scopes = known.filter((scope) => names.includes(scope));
  const unknown = names.find((name) => !known.some((scope) => scope === name));
  if (unknown === undefined) return scopes;
  throw usage('create', `--scope takes ${known.join(', ')}, not "${unknown}"`);
}

const DAY_MS = 24 * 60 * 60 * 1_000;

/** Milliseconds; a date ends with its day, UTC. */
export function readExpiry(text: string | undefined, now: number): number | undefined {
  if (text === undefined) return undefined;
  const days = /^(\d{1,4})d$/.exec(text)?.[1];
  const date = /^\d{4}-\d\d-\d\d$/.test(text) ? Date.parse(text) + DAY_MS : Number.NaN;
  const at = days ? now + Number(days) * DAY_MS : date;
  if (at > now) return at;
  throw usage('create', `--expires must be days such as 90d or a date to come, not "${text}"`);
}

/** The id, also where the beginning of a key or all of one is given: who found a leaked key has only that. */
export function readId(text: string | undefined): string {
  const id = /^(?:jpk_)?([0-9a-f]{12})(?:_.*)?$/.exec(text ?? '')?.[1];
  if (id) return id;
  throw usage('revoke', 'A key is named by its id, 12 hex digits');
}
