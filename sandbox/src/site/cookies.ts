import { parse } from 'tldts';
import type { Place } from './border.ts';
import { hosts } from './hosts.ts';

/** What the scope of a site's cookie is on the origin that one phone shows the site on. */
export interface CookieScopes {
  /**
   * Each `Domain` that the site's host may name, and the phone's that means the same; empty: the host alone. Every
   * other is foreign, and left to the browser, which refuses it here as there.
   */
  domains: ReadonlyMap<string, string>;
  /** What a cookie of the host alone gets, where it may have several ports in the app: they share (RFC 6265 §8.5). */
  host?: string;
}

export function cookieScopes({ site, phone }: Place, others: readonly Place[]): CookieScopes {
  const { hostname } = new URL(site);
  const own = new URL(phone).hostname;
  const name = hosts.nameInPhone(hostname);
  const at = own.indexOf(`.${name}.`);
  // Where a browser outside the app shows the site, its host has another name.
  const inPhone = (domain: string) =>
    at === -1 ? '' : hosts.nameInPhone(domain) + own.slice(at + 1 + name.length);
  const wide = wideDomains(hostname);
  // One that nothing can be below, such as localhost, gets it always: so its cookies stay the same ones when a port
  // joins the app.
  const isShared = wide.length === 0 || others.some((other) => new URL(other.site).hostname === hostname);
  return {
    domains: new Map([[hostname, ''], ...wide.map((domain) => [domain, inPhone(domain)] as const)]),
    ...(isShared ? { host: inPhone(hostname) } : {}),
  };
}

/** The host and the domains that it is in, up to what anybody can register a name in: that one takes no cookie. */
function wideDomains(hostname: string): string[] {
  const { domain, isIp } = parse(hostname, { allowPrivateDomains: true, validateHostname: false });
  if (!domain || isIp) return [];
  const labels = hostname.split('.');
  return labels
    .map((_, index) => labels.slice(index).join('.'))
    .filter((name) => name === domain || name.endsWith(`.${domain}`));
}

const DOMAIN = /;[ \t]*domain[ \t]*=([^;]*)/gi;

/** A `Set-Cookie` of the site as the phone's browser must get it. In the page, {@link cookieScript} does the same. */
export function cookieInPhone(cookie: string, { domains, host = '' }: CookieScopes): string {
  // The last one counts (RFC 6265 §5.3).
  const named = [...cookie.matchAll(DOMAIN)].at(-1)?.[1] ?? '';
  const domain = named.trim().replace(/^\./, '').toLowerCase();
  const bare = cookie.replaceAll(DOMAIN, '');
  const scope = (domains.get(domain) ?? domain) || (/^\s*__Host-/i.test(bare) ? '' : host);
  return scope ? `${bare}; Domain=${scope}` : bare;
}

/** Code of a page: what its scripts set as cookies gets the scope that {@link cookieInPhone} gives those of answers. */
export const cookieScript = ({ domains, host = '' }: CookieScopes): string => `(function (domains, host) {
  function scopeOf(domain, name) {
    var wanted = String(domain).trim().toLowerCase();
    try { wanted = wanted && new URL('http://' + wanted).hostname; } catch (_) {}
    return (Object.hasOwn(domains, wanted) ? domains[wanted] : wanted) || (/^ *__Host-/i.test(name) ? '' : host);
  }
  var cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', Object.assign({}, cookie, {
    set: function (text) {
      var domain = '';
      var bare = String(text).replace(/;[ \t]*domain[ \t]*=([^;]*)/gi, function (_, named) {
        domain = named.trim().replace(/^[.]/, '');
        return '';
      });
      var scope = scopeOf(domain, bare);
      cookie.set.call(this, scope ? bare + '; Domain=' + scope : bare);
    }
  }));
  if (!window.CookieStore) return;
  function scoped(given) {
    var scope = scopeOf(given.domain || '', given.name);
    return Object.assign({}, given, { domain: scope || null });
  }
  var isOptions = function (given) { return typeof given === 'object' && given !== null; };
  var set = CookieStore.prototype.set, remove = CookieStore.prototype.delete;
  CookieStore.prototype.set = function (name, value) {
    if (isOptions(name)) return set.call(this, scoped(name));
    if (arguments.length < 2) return set.apply(this, arguments);
    return set.call(this, scoped({ name: String(name), value: String(value) }));
  };
  CookieStore.prototype.delete = function (name) {
    if (arguments.length < 1) return remove.apply(this, arguments);
    return remove.call(this, scoped(isOptions(name) ? name : { name: String(name) }));
  };
})(${JSON.stringify(Object.fromEntries(domains))}, ${JSON.stringify(host)});
`;
