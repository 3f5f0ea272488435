import { isIP } from 'node:net';
import { parseArgs } from 'node:util';
import { readOrigin, readSite } from './site/address.ts';

/** What a person may write after `npm start --`. */
export interface StartOptions {
  /** Port of lab, control API and pages; 0 = any free. */
  port: number;
  /** The address to listen on, where it is not loopback's. */
  host?: string;
  /** False: no gateway and no database. */
  gateway: boolean;
  /** Keeps state over restarts; absent: a fresh temporary folder. */
  data?: string;
  /** The customer's site, shown in the phones instead of the built-in page. */
  app?: string;
  /** Further origins of that site. */
  allow?: string[];
  /** Folder of the person's own kinds of phones, beside the built-in ones. */
  profiles?: string;
  /** Folder of the person's own app, for the Studio and the phones. */
  project?: string;
  /** One port for the names of Apple's, Google's and Microsoft's services; 0 = any free. */
  names?: number;
  /** Ends the output with one line of JSON. */
  json: boolean;
}

/** A mistake of the person at the command line: one clear line, exit code 2. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

export const DEFAULT_PORT = 4400;

export const USAGE = `Usage: npm start -- [options]      (of the installed package: npx @journeys-push/sandbox [options])

  --port N        port of the Device Lab and the phones' pages (default ${DEFAULT_PORT}; 0 = any free)
  --host ADDRESS  address to listen on (default 127.0.0.1; 0.0.0.0 in a container: only the control API)
  --no-gateway    an app without a gateway: starts at once, and begins without phones
  --data DIR      keep all state in DIR over restarts (default: a fresh temporary folder)
  --app URL       your own site in the phones (default: the built-in page)
  --allow ORIGIN  with --app: one more origin of your site, such as its API's; as often as you need
  --profiles DIR  your own kinds of phones: every NAME.json in DIR, beside the built-in ones
  --project DIR   folder with the configuration of your own app, for phones and Studio (default: this one)
  --names N       serve the names of Apple, Google and Microsoft on port N (443 is what clients dial)
  --json          end the output with one line of JSON for scripts
  --help          show this text`;

/** Reads the command line; throws {@link UsageError}. `'help'` when only the text is asked for. */
export function readOptions(args: string[]): StartOptions | 'help' {
  const {
    port,
    host,
    data,
    app,
    allow,
    profiles,
    project,
    names,
    json,
    help,
    'no-gateway': without,
  } = parse(args);
  if (help) return 'help';
  const own = port === undefined ? DEFAULT_PORT : readPort('--port', port);
  return {
    port: own,
    ...(host === undefined ? {} : { host: readHost(host) }),
    gateway: !without,
    ...(data === undefined ? {} : { data: readFolder('--data', data) }),
    ...(profiles === undefined ? {} : { profiles: readFolder('--profiles', profiles) }),
    ...(project === undefined ? {} : { project: readFolder('--project', project) }),
    ...readOwnSite({ app, allow, port: own }),
    ...(names === undefined ? {} : { names: readPort('--names', names) }),
    json: json ?? false,
  };
}

function parse(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        port: { type: 'string' },
        host: { type: 'string' },
        'no-gateway': { type: 'boolean' },
        data: { type: 'string' },
        app: { type: 'string' },
        allow: { type: 'string', multiple: true },
        profiles: { type: 'string' },
        project: { type: 'string' },
        names: { type: 'string' },
        json: { type: 'boolean' },
        help: { type: 'boolean' },
      },
    }).values;
  } catch (error) {
    const firstSentence = /^[^\n]*?(?=\.?(?:\n|\. |$))/.exec((error as Error).message)?.[0];
    throw new UsageError(`${firstSentence}. See npm start -- --help`);
  }
}

function readPort(option: string, text: string): number {
  const port = Number(text);
  if (/^\d+$/.test(text) && port <= 65_535) return port;
  throw new UsageError(`${option} must be a number from 0 to 65535, not "${text}"`);
}

function readHost(text: string): string {
  if (isIP(text)) return text;
  throw new UsageError(`--host must be an IP address, not "${text}"`);
}

function readFolder(option: string, text: string): string {
  if (text.trim() !== '') return text;
  throw new UsageError(`${option} must name a folder`);
}

/** The site to begin with, judged as a change of it is; throws {@link UsageError}. `port`: the sandbox's own. */
export function readOwnSite({ app, allow, port = 0 }: OwnSite): Pick<StartOptions, 'app' | 'allow'> {
  return {
    ...(app === undefined ? {} : { app: readApp(app, port) }),
    ...(allow === undefined ? {} : { allow: readOrigins(allow, app, port) }),
  };
}

interface OwnSite {
  app?: string | undefined;
  allow?: string[] | undefined;
  port?: number | undefined;
}

function readOrigins(texts: string[], app: string | undefined, port: number): string[] {
  if (app === undefined) throw new UsageError('--allow is for your own site: name it with --app');
  return texts.map((text) => {
    const read = readOrigin(text, port);
    if ('origin' in read) return read.origin;
    throw new UsageError(`--allow "${shownOf(text)}": ${read.mistake}`);
  });
}

function readApp(text: string, port: number): string {
  const read = readSite(text, port);
  if ('url' in read) return read.url;
  throw new UsageError(`--app "${shownOf(text)}": ${read.mistake}`);
}

/** A password does not belong on the screen either. */
const shownOf = (text: string): string => text.replace(/\/\/[^/?#]*@/, '//…@');
