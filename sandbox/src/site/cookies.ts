import { parse } from 'tldts';
import type { Place } from './border.ts';

/** What the scope of a site's cookie is on the origin that one phone shows the site on. */
export interface CookieScopes {
  /**
   * Each `Domain` that the site's host may name, and the phone's that means the same; empty: the host alone. Every
   * other is foreign, and left to the browser, which refuses it here as there.
   */
  domains: ReadonlyMap<string, string>;
  /** What a cookie without `Domain` gets where several origins of the app have one host: ports share (RFC 6265 §8.5). */
  host?: string;
}

export function cookieScopes({ site, phone }: Place, others: readonly Place[]): CookieScopes {
  const { hostname } = new URL(site);
  const own = new URL(phone).hostname;
  const at = own.indexOf(`.${hostname}.`);
  // Where a browser outside the app shows the site, its host has another name.
  const inPhone = (domain: string) => (at === -1 ? '' : domain + own.slice(at + 1 + hostname.length));
  const isShared = others.some((other) => new URL(other.site).hostname === hostname);
  return {
    domains: new Map([
      [hostname, ''],
      ...wideDomains(hostname).map((name) => [name, inPhone(name)] as const),
    ]),
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

/** A `Set-Cookie` of the site as the phone's browser must get it. In the page, {@link cookieScript} does the same. */
export function cookieInPhone(cookie: string, { domains, host }: CookieScopes): string {
  let isWide = false;
  const scoped = cookie.replace(/;\s*domain\s*=\s*([^;]*)/gi, (attribute, value: string) => {
    const domain = value.trim().replace(/^\./, '').toLowerCase();
    const scope = domain && (domains.get(domain) ?? domain);
    isWide ||= scope !== '';
    if (scope === '') return '';
    return scope === domain ? attribute : `; Domain=${scope}`;
  });
  return isWide || !host || scoped.startsWith('__Host-') ? scoped : `${scoped}; Domain=${host}`;
}

/** Code of a page: what its scripts set as cookies gets the scope that {@link cookieInPhone} gives those of answers. */
export const cookieScript = ({ domains, host = '' }: CookieScopes): string => `(function (domains, host) {
  function scopeOf(domain) {
    var name = String(domain).trim().replace(/^[.]/, '').toLowerCase();
    if (name === '') return '';
    return Object.hasOwn(domains, name) ? domains[name] : name;
  }
  function isOfHost(name) { return /^__Host-/.test(String(name).trim()); }
  var cookie = Object.getOwnPropertyDescriptor(Document.prototype, 'cookie');
  Object.defineProperty(Document.prototype, 'cookie', Object.assign({}, cookie, {
    set: function (text) {
      var isWide = false;
      var scoped = String(text).replace(/; *domain *= *([^;]*)/gi, function (_, domain) {
        var scope = scopeOf(domain);
        isWide = isWide || scope !== '';
        return scope && '; Domain=' + scope;
      });
      cookie.set.call(this, isWide || !host || isOfHost(scoped) ? scoped : scoped + '; Domain=' + host);
    }
  }));
  if (!window.CookieStore) return;
  function scoped(given) {
    var scope = given.domain ? scopeOf(given.domain) : '';
    return Object.assign({}, given, { domain: scope || (isOfHost(given.name) ? null : host || null) });
  }
  var set = CookieStore.prototype.set, remove = CookieStore.prototype.delete;
  CookieStore.prototype.set = function (name, value) {
    return set.call(this, scoped(arguments.length > 1 ? { name: String(name), value: String(value) } : name));
  };
  CookieStore.prototype.delete = function (name) {
    return remove.call(this, scoped(typeof name === 'object' ? name : { name: String(name) }));
  };
})(${JSON.stringify(Object.fromEntries(domains))}, ${JSON.stringify(host)});
`;
