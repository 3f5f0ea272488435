import type { Info } from '../../../src/control/wire.ts';

/** What a tap does with a link. */
export interface Tap {
  to: 'app' | 'page' | 'outside' | 'refused';
  /** A sentence for whoever writes the push. */
  text: string;
  /** Whether Dynamics can put its tracked link in front of it. */
  tracked: boolean;
}

/** Links to people: every app may open them. */
const PEOPLE: Record<string, string> = {
  'tel:': 'the phone’s dialler',
  'sms:': 'the phone’s messages',
  'mailto:': 'the phone’s mail app',
};
const NEVER = ['javascript:', 'data:', 'file:', 'blob:', 'content:', 'about:', 'vbscript:'];

/**
 * The addresses whose hosts are the app's own: its site's, and the further origins that belong to it. None before the
 * sandbox has told them.
 */
export const sitesOf = (info: Pick<Info, 'site' | 'allowedOrigins'> | undefined): string[] =>
  info ? [info.site, ...info.allowedOrigins] : [];

/** What the app's configuration adds: hosts of the app, of redirects, and schemes of other apps. */
type Links = Info['links'];
const NO_LINKS: Links = { appHosts: [], trackedLinkHosts: [], schemes: [] };

/**
 * The rules of the app in the phones (packages/shell/src/core/links/destination.ts): its sites and the hosts of its
 * configuration open in it, other hosts in the browser; a custom scheme needs the configuration. Undefined: it is no
 * address, or the sites are not known yet.
 */
export function tapOf(link: string, sites: readonly string[], links = NO_LINKS): Tap | undefined {
  if (!link) return { to: 'app', text: 'Opens the app where it was left.', tracked: false };
  if (!URL.canParse(link) || sites.length === 0) return undefined;
  const url = new URL(link);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') return ofScheme(url.protocol, links);
  if (url.username || url.password)
    return refused('An address with a user name is never opened: the app opens, the link does not.');
  if (isOwn(url, sites, links)) {
    // Without TLS only where the app's sites are served without it, too.
    const safe = url.protocol === 'https:' || sites.some((site) => site.startsWith('http:'));
    return safe ? page(`Opens ${pageOf(url, sites)} in the app.`) : outside(url);
  }
  return matches(links.trackedLinkHosts, url)
    ? page(`Opens what ${url.host} redirects to, as the link of a message does (links.trackedLinkHosts).`)
    : outside(url);
}

const page = (text: string): Tap => ({ to: 'page', text, tracked: true });
const outside = ({ host }: URL): Tap => ({
  ...{ to: 'outside', text: `Opens ${host} in the browser, outside the app.`, tracked: true },
});

const matches = (hosts: readonly string[], { hostname }: URL): boolean =>
  hosts.some((host) => (host.startsWith('*.') ? hostname.endsWith(host.slice(1)) : hostname === host));

function isOwn(url: URL, sites: readonly string[], { appHosts }: Links): boolean {
  const own = sites.filter((site) => URL.canParse(site)).map((site) => new URL(site).hostname);
  return matches([...own, ...appHosts], url);
}

/** A page of the site by its path; of another origin with its host. */
function pageOf({ host, hostname, pathname, search }: URL, [site = '']: readonly string[]): string {
  const first = URL.canParse(site) && new URL(site).hostname === hostname;
  return `${first ? '' : host}${pathname}${search}`;
}

function ofScheme(scheme: string, { schemes }: Links): Tap {
  const person = PEOPLE[scheme];
  if (person) return { to: 'outside', text: `Opens ${person}.`, tracked: false };
  if (NEVER.includes(scheme)) return refused('Never opened: the app opens, the link does not.');
  if (schemes.includes(scheme.slice(0, -1)))
    return { to: 'outside', text: `Opens the app for ${scheme} links.`, tracked: false };
  return refused(
    `This app does not allow links with ${scheme} (its configuration: links.schemes). The app opens, the link does not.`,
  );
}

const refused = (text: string): Tap => ({ to: 'refused', text, tracked: false });
