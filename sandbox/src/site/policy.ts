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
    const named = places.filter((place) => values.some((value) => means(value, new URL(place.site))));
    after.set(name, named.length > 0 ? add(values, ...named.map(({ phone }) => phone)) : values);
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

/** Whether a source names the site by its address, which is another one in the phone; `'self'` follows by itself. */
function means(source: string, { origin, host, hostname, protocol }: URL): boolean {
  const wild = /^(?:https?:\/\/)?\*(\.[^/:]+)/.exec(source)?.[1];
  if (wild) return hostname.endsWith(wild);
  const named = source.replace(/\/$/, '');
  return named === origin || named === host || named === protocol;
}
