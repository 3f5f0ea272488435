import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../refusal.ts';
import { CLIENTS, type Client } from './clients.ts';

/** What can be written after `journeys-push sandbox env`. */
export const envArgs = {
  port: {
    type: 'string',
    valueHint: 'N',
    description: 'Which sandbox, where several run: the port of its Device Lab',
  },
  client: {
    type: 'string',
    valueHint: 'NAME',
    description: `Only for this client: ${CLIENTS.map(({ id }) => id).join(', ')}`,
  },
  shell: { type: 'boolean', description: 'Print lines for eval "$(…)" in sh, bash or zsh' },
  json: { type: 'boolean', description: 'Print everything as one JSON object, secrets included' },
} as const satisfies ArgsDef;

export interface EnvOptions {
  port: number | undefined;
  client: Client | undefined;
  form: 'people' | 'shell' | 'json';
}

/** Reads the options; throws Refusal `usage`. */
export function readOptions(args: ParsedArgs<typeof envArgs>): EnvOptions {
  const { _, port, client, shell, json, ...unknown } = args;
  if (_.length > 0) throw usage(`"${_[0]}" is not an option`);
  const [stranger] = Object.keys(unknown);
  if (stranger) throw usage(`There is no option --${stranger}`);
  if (shell && json) throw usage('--shell and --json are two forms; choose one');
  return {
    port: port === undefined ? undefined : readPort(port),
    client: client === undefined ? undefined : readClient(client),
    form: json ? 'json' : shell ? 'shell' : 'people',
  };
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push sandbox env --help' });

function readPort(text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw usage(`--port must be a number from 1 to 65535, not "${text}"`);
}

function readClient(name: string): Client {
  const found = CLIENTS.find(({ id }) => id === name);
  if (found) return found;
  throw usage(`--client knows ${CLIENTS.map(({ id }) => id).join(', ')}, not "${name}"`);
}
