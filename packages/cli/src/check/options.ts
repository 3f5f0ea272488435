import { resolve } from 'node:path';
import type { ArgsDef, ParsedArgs } from 'citty';
import { Refusal } from '../refusal.ts';
import { type PhoneOptions, phoneArgs, readPhone } from './phone-options.ts';
import { readScenarios, type ScenarioOptions, scenarioArgs } from './scenario-options.ts';

/** What can be written after `journeys-push check`. */
export const checkArgs = {
  app: {
    type: 'string',
    valueHint: 'URL',
    description: 'Your own site, running on this machine (default: the built-in page)',
  },
  allow: {
    type: 'string',
    valueHint: 'ORIGINS',
    description:
      'With --app: further origins of your site, such as its API’s, e.g. https://account.example.com',
  },
  link: {
    type: 'string',
    valueHint: 'PATH',
    description: 'Where the pushes lead on your site, e.g. /orders/42 (default: its start page with a query)',
  },
  profile: {
    type: 'string',
    valueHint: 'NAMES',
    description: 'Only these phones, e.g. iphone,android-16 (default: iphone, android-14, android-12)',
  },
  page: {
    type: 'string',
    valueHint: 'NAMES',
    description: 'Only these built-in pages: bare, median-js-bridge',
  },
  only: { type: 'string', valueHint: 'NUMBERS', description: 'Only these items of the checklist, e.g. 3,14' },
  json: { type: 'boolean', description: 'Print the result as JSON (without pictures)' },
  html: {
    type: 'string',
    valueHint: 'FILE',
    description: 'Write a report for people: one file, with pictures',
  },
  junit: { type: 'string', valueHint: 'FILE', description: 'Write a report for CI: JUnit XML' },
  ...scenarioArgs,
  ...phoneArgs,
} as const satisfies ArgsDef;

const PAGES = ['bare', 'median-js-bridge'] as const;
const ITEMS = 18;

export interface CheckOptions {
  app: string | undefined;
  /** Further origins of `app`. */
  allow: string[] | undefined;
  link: string | undefined;
  /** Ids; which there are, the sandbox knows. */
  profiles: string[] | undefined;
  pages: ((typeof PAGES)[number] | 'app')[];
  only: number[] | undefined;
  json: boolean;
  /** Absolute paths. */
  html: string | undefined;
  junit: string | undefined;
  /** The one in the person's hand, instead of simulated ones. */
  phone: PhoneOptions | undefined;
  /** Scenarios, instead of the checklist. */
  scenarios: ScenarioOptions | undefined;
}

/** Reads the options; throws Refusal `usage`. */
export function readOptions(
  args: ParsedArgs<typeof checkArgs>,
  environment: Record<string, string | undefined> = process.env,
): CheckOptions {
  refuseUnknown(args);
  const { app, allow, link, profile, page, only, json, html, junit } = args;
  const scenarios = readScenarios(args, { names: args._, profile });
  const foreign = Object.entries({ app, allow, link, page, only, phone: args.phone || undefined }).find(
    ([, value]) => value !== undefined,
  );
  if (scenarios && foreign) throw usage(`--${foreign[0]} does not go with scenarios`);
  if (app !== undefined && page !== undefined)
    throw usage('--page is about the built-in pages; it does not go with --app');
  const ofApp = Object.entries({ link, allow }).find(([, value]) => value !== undefined);
  if (ofApp && app === undefined) throw usage(`--${ofApp[0]} goes with --app only`);
  const simulated = Object.entries({ app, profile, page }).find(([, value]) => value !== undefined);
  if (args.phone && simulated) throw usage(`--${simulated[0]} does not go with --phone`);
  return {
    app: app === undefined ? undefined : readSite(app),
    allow: allow === undefined ? undefined : readList(allow, readOrigin),
    link: link === undefined ? undefined : readPath(link),
    profiles: profile === undefined ? undefined : readProfiles(profile),
    pages: app === undefined ? readNames('--page', page ?? PAGES.join(), PAGES) : ['app'],
    only: only === undefined ? undefined : readNumbers(only),
    json: json ?? false,
    html: readFile('--html', html),
    junit: readFile('--junit', junit),
    phone: readPhone(args, environment),
    scenarios,
  };
}

const usage = (message: string) =>
  new Refusal('usage', { message: `${message}.`, remedy: 'See journeys-push check --help' });

function refuseUnknown({ _, ...given }: ParsedArgs<typeof checkArgs>): void {
  if (_.length > 0 && !given.scenarios) throw usage(`"${_[0]}" is not an option`);
  const unknown = Object.keys(given).find((name) => !(name in checkArgs));
  if (unknown) throw usage(`There is no option --${unknown}`);
}

function readSite(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && !url.username) return url.href;
  throw usage(`--app must be an http or https URL, not "${text}"`);
}

function readOrigin(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url && /^https?:$/.test(url.protocol) && url.origin === text) return text;
  throw usage(`--allow takes origins such as https://account.example.com, not "${text}"`);
}

/** As a browser has it: pages are compared with it. */
function readPath(text: string): string {
  const site = 'http://site.test';
  if (/^\/\S*$/.test(text) && URL.canParse(text, site)) {
    const { origin, pathname, search, hash } = new URL(text, site);
    // What begins with // names another site.
    if (origin === site && !pathname.startsWith('//')) return pathname + search + hash;
  }
  throw usage(`--link must be a path of your site such as /orders/42, not "${text}"`);
}

function readFile(option: string, text: string | undefined): string | undefined {
  if (text === undefined) return undefined;
  if (/^\s*$|\/$/.test(text)) throw usage(`${option} must name a file`);
  return resolve(text);
}

/** The parts of a list, each once. */
function readList<T>(text: string, readPart: (part: string) => T): T[] {
  return [...new Set(text.split(',').map((part) => readPart(part.trim())))];
}

function readNames<T extends string>(option: string, text: string, known: readonly T[]): T[] {
  return readList(text, (name) => {
    const found = known.find((candidate) => candidate === name);
    if (found) return found;
    throw usage(`${option} knows ${known.join(', ')}, not "${name}"`);
  });
}

function readProfiles(text: string): string[] {
  return readList(text, (name) => {
    if (/^[a-z0-9][a-z0-9-]*$/.test(name)) return name;
    throw usage(`--profile takes names such as iphone or android-14, not "${name}"`);
  });
}

function readNumbers(text: string): number[] {
  return readList(text, (part) => {
    const number = Number(part);
    if (/^\d+$/.test(part) && number >= 1 && number <= ITEMS) return number;
    throw usage(`--only takes numbers from 1 to ${ITEMS} separated by commas, not "${part}"`);
  });
}
