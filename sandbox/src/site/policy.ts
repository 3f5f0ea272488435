import type { Place } from './border.ts';

/** What a page's Content Security Policy meets in a phone and would not meet in a WebView. */
export interface PolicyNeeds {
  /** `'sha256-…'` of the shell's script. */
  script: string;
  /** The site's origin, and the phone's that stands for it. */
  site: string;
  phone: string;
  /** The same of the other origins that belong to the site. */
  others?: readonly Place[];
}

type Directives = Map<string, string[]>;

/** They would keep the page out of the lab's frame, off plain HTTP, or from running what the shell sends. */
const TAKEN_OUT = [
  ...['frame-ancestors', 'upgrade-insecure-requests', 'block-all-mixed-content'],
  ...['require-trusted-types-for', 'trusted-types'],
];

/**
 * The same policy with the least that a phone needs: what a shell runs in a WebView is exempt from it (facts:
 * shell.md §5), a script in a page is not.
 */
export const adjustPolicy = (policies: string, needs: PolicyNeeds): string =>
  policies
    .split(',')
    .map((policy) => write(adjusted(read(policy), needs)))
    .filter((policy) => policy !== '')
    .join(', ');

function read(policy: string): Directives {
  const directives: Directives = new Map();
  for (const part of policy.split(';')) {
    const [name, ...values] = part.trim().split(/\s+/);
    // The first of two counts (CSP3 §2.2.1).
    if (name && !directives.has(name.toLowerCase())) directives.set(name.toLowerCase(), values);
  }
  return directives;
}

const write = (directives: Directives) =>
  [...directives].map(([name, values]) => [name, ...values].join(' ')).join('; ');

function adjusted(before: Directives, { script, site, phone, others = [] }: PolicyNeeds): Directives {
  const places = [{ site, phone }, ...others];
  const after: Directives = new Map();
  for (const [name, values] of before) {
    if (TAKEN_OUT.includes(name)) continue;
    const named = places.flatMap((place) => values.flatMap((value) => inPhone(value, place) ?? []));
    after.set(name, named.length > 0 && name !== 'report-uri' ? add(values, ...new Set(named)) : values);
  }
  const allow = (name: string, sources: (values: string[]) => string[]) => {
    const values = after.get(name) ?? (name === 'script-src-elem' ? undefined : after.get('default-src'));
    if (values) after.set(name, add(values, ...sources(values)));
  };
  const inline = (values: string[]) => (takesInline(values) ? [] : [script]);
  allow('script-src', (values) => [...inline(values), "'unsafe-eval'"]);
  allow('script-src-elem', inline);
  allow('connect-src', () => [phone.replace(/^http/, 'ws')]);
  return after;
}

function add(values: string[], ...more: string[]): string[] {
  const kept = values.filter((value) => value.toLowerCase() !== "'none'");
  return [...kept, ...more.filter((source) => !kept.includes(source))];
}

/** A nonce or a hash beside it takes the effect from `'unsafe-inline'` (CSP3 §6.7.3.2): then ours does no harm. */
const takesInline = (values: string[]) =>
  values.includes("'unsafe-inline'") &&
  !values.some((value) => /^'(nonce-|sha\d+-|strict-dynamic')/.test(value));

/** A scheme alone, or a host with what may stand around it (CSP3 §2.3.1). */
const SOURCE =
  /^(?:(?<only>[a-z][\w+.-]*):|(?:(?<scheme>[a-z][\w+.-]*):\/\/)?(?<host>\*|(?:\*\.)?[\w.-]+)(?::(?<port>\d+|\*))?(?<path>\/.*)?)$/i;

/** The same in the phone of a source that names the site by its address; `'self'` and `*` follow by themselves. */
function inPhone(source: string, { site, phone }: Place): string | undefined {
  const named = SOURCE.exec(source)?.groups;
  if (!named || source === '*') return undefined;
  const { only, scheme = only, host = '*', port = only && '*', path = '' } = named;
  const url = new URL(site);
  if (!isScheme(scheme, url) || !isHost(host.toLowerCase(), url) || !isPort(port, url)) return undefined;
  const origin = /^ws/i.test(scheme ?? '') ? phone.replace(/^http/, 'ws') : phone;
  return path === '/' ? origin : origin + path;
}

/** One without TLS means the one with it, too (CSP3 §6.7.2.8); that of sockets is told from pages' by the result. */
function isScheme(scheme: string | undefined, { protocol }: URL): boolean {
  const web = scheme?.toLowerCase().replace(/^ws/, 'http');
  return web === undefined || `${web}:` === protocol || (web === 'http' && protocol === 'https:');
}

const isHost = (host: string, { hostname }: URL): boolean =>
  host.startsWith('*') ? hostname.endsWith(host.slice(1)) : host === hostname;

const isPort = (port: string | undefined, { port: given, protocol }: URL): boolean =>
  port === '*' || (port ?? '') === given || (given === '' && port === (protocol === 'https:' ? '443' : '80'));
