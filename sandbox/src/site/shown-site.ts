import type { Origins } from '../phone/origins.ts';
import type { WebViewIdentity } from '../phone/web-view-identity.ts';
import { type Border, borderOf, type Place } from './border.ts';
import { borderScript } from './border-script.ts';
import { createBuiltInSite } from './built-in.ts';
import { type CookieScopes, cookieScopes, cookieScript } from './cookies.ts';
import { hosts } from './hosts.ts';
import { createProxySite } from './proxy.ts';
import type { Site } from './site.ts';
import { proxySocket, type Upgrade } from './socket-proxy.ts';
import { REACHABLE_PATH } from './unreachable.ts';
import { createUpstream, type Upstream } from './upstream.ts';

/** Which site the phones show. */
export interface SiteChoice {
  /** The customer's own; null: the built-in page. */
  url: string | null;
  /** Further origins that belong to it. */
  allow: string[];
}

/** One origin of the site as one phone, or a browser outside the app, sees it. */
export interface SiteOnPhone extends Place {
  answer: Site['answer'];
  /** False: this site has no sockets. */
  socket(upgrade: Upgrade): boolean;
  /** The other origins of the site. */
  others: Place[];
  /** What the page needs to stay on the phone's origins. */
  script: string;
}

/** The site in the phones. It can be changed while they run. */
export interface ShownSite {
  /** As the app's configuration names it. */
  url(): string;
  choice(): SiteChoice;
  /** Leaves the site that was shown, and everything that is still open to it. */
  show(choice: SiteChoice): Promise<void>;
  originsOn(phone: string): Origins;
  /**
   * `host`: the name that the phone's browser asks. Undefined where it is none of this site's. `identity`: what the
   * site's server is told of who asks.
   */
  on(phone: string, host: string, identity: WebViewIdentity): SiteOnPhone | undefined;
  inBrowser(): SiteOnPhone;
  close(): Promise<void>;
}

interface Origin {
  site: string;
  /** Absent: the built-in page. */
  upstream?: Upstream;
}

interface Shown {
  choice: SiteChoice;
  /** First the one that the app starts on. */
  origins: [Origin, ...Origin[]];
}

/** `port`: of the server that phones ask. */
export function createShownSite(port: number, first: SiteChoice): ShownSite {
  const builtIn = createBuiltInSite();
  const open = (choice: SiteChoice): Shown => {
    if (choice.url === null)
      return { choice: { url: null, allow: [] }, origins: [{ site: hosts.site(port) }] };
    const { origin, href } = new URL(choice.url);
    const allow = [...new Set(choice.allow)].filter((more) => more !== origin);
    const connect = (site: string) => ({ site, upstream: createUpstream(site) });
    return { choice: { url: href, allow }, origins: [connect(origin), ...allow.map(connect)] };
  };
  let now = open(first);
  const leave = async ({ origins }: Shown) =>
    void (await Promise.all(origins.map(({ upstream }) => upstream?.close())));
  const placeOn = (phone: string, { site, upstream }: Origin): Place => ({
    ...{ site, phone: hosts.phone(phone, port, upstream && site) },
  });
  const seen = (
    { upstream }: Origin,
    { places, ...place }: Place & { places: Place[] },
    identity?: WebViewIdentity,
  ): SiteOnPhone => {
    const others = places.filter(({ site }) => site !== place.site);
    const cookies = cookieScopes(place, others);
    return upstream
      ? {
          ...place,
          others,
          script: borderScript(places) + cookieScript(cookies),
          ...passing(upstream, place.site, { border: borderOf(places), cookies, phone: identity }),
        }
      : { ...place, others, script: '', answer: builtIn.answer, socket: () => false };
  };
  return {
    url: () => now.choice.url ?? `${hosts.site(port)}/`,
    choice: () => structuredClone(now.choice),
    async show(choice) {
      const before = now;
      now = open(choice);
      await leave(before);
    },
    originsOn(phone) {
      const [first, ...more] = now.origins;
      return { ...placeOn(phone, first), more: more.map((one) => placeOn(phone, one)) };
    },
    on(phone, host, identity) {
      const places = now.origins.map((one) => placeOn(phone, one));
      const at = places.findIndex((place) => hosts.isAt(host, place.phone));
      const [origin, place] = [now.origins[at], places[at]];
      return origin && place && seen(origin, { ...place, places }, identity);
    },
    inBrowser() {
      const [first] = now.origins;
      const place = { site: first.site, phone: hosts.site(port) };
      return seen(first, { ...place, places: [place] });
    },
    close: () => leave(now),
  };
}

/** The customer's own server, asked for each request. */
function passing(
  upstream: Upstream,
  origin: string,
  asking: { border: Border; cookies: CookieScopes; phone: WebViewIdentity | undefined },
): Pick<SiteOnPhone, 'answer' | 'socket'> {
  const proxied = createProxySite({ upstream, origin, ...asking });
  return {
    async answer(request, path) {
      if (path !== REACHABLE_PATH) return proxied.answer(request, path);
      const asked = { method: 'HEAD', path: '/', headers: {} };
      const answer = await upstream.ask(asked).catch(() => undefined);
      await answer?.body.dump();
      return new Response(null, { status: answer ? 200 : 202, headers: { 'cache-control': 'no-store' } });
    },
    socket(upgrade) {
      void proxySocket(upgrade, { upstream, ...asking });
      return true;
    },
  };
}
