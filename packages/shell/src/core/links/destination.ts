import type { AppConfig } from '@journeys-push/contract/app-config';
import type { Destination } from '../shell.ts';
import { matchesHost, parseUrl } from './url.ts';

/**
 * Links to people, which browsers open in another app unasked: nothing but the link leaves the app, and whoever tapped it
 * still has to call or to send.
 */
const people = ['tel', 'mailto', 'sms'];

/** Decides where a URL belongs (spec.md "Where a tap opens"). */
export function createDestinations({ site, links }: Pick<AppConfig, 'site' | 'links'>) {
  const siteUrls = [site.url, ...(site.origins ?? [])].map(parseUrl);
  const siteHosts = siteUrls.map((url) => url?.host);
  /** A site that is itself served without TLS (development) may be left and entered without it. */
  const mayBePlain = siteUrls.some((url) => url?.scheme === 'http');
  const matches = (patterns: string[], host: string) =>
    patterns.some((pattern) => matchesHost(pattern, host));
  // Where the system opens links of a host in the app, outside the app would be the app again.
  const appHosts = [...links.appHosts, ...(links.verifiedHosts ?? [])];
  const schemes = [...people, ...links.schemes];
  const ofApp = (host: string) => siteHosts.includes(host) || matches(appHosts, host);

  return (text: string): Destination => {
    const url = parseUrl(text);
    if (!url) return 'refused';
    const { scheme, host } = url;
    // The schemes of scripts and local files cannot be configured (contract/app-config.ts).
    if (host === undefined) return schemes.includes(scheme) ? 'outside' : 'refused';
    // Somebody on the network could answer for the app's host there: a browser shows that, the app would not.
    if (ofApp(host)) return scheme === 'https' || mayBePlain ? 'app' : 'outside';
    return matches(links.trackedLinkHosts, host) ? 'redirect' : 'outside';
  };
}
