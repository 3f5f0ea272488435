import { type Border, borderOf, type Place } from './border.ts';
import { borderScript } from './border-script.ts';
import { hosts } from './hosts.ts';
import { createProxySite } from './proxy.ts';
import type { Site } from './site.ts';
import { proxySocket, type Upgrade } from './socket-proxy.ts';
import { REACHABLE_PATH } from './unreachable.ts';
import { createUpstream } from './upstream.ts';

/** The customer's own site as one phone, or one browser, sees it. */
export interface SiteOnPhone {
  site: Site;
  socket(upgrade: Upgrade): void;
  /** What the page needs to stay on the phone's origins. */
  script: string;
  places: Place[];
  border: Border;
}

export interface OwnSite {
  /** `number`: which of its origins; undefined where there are not as many. */
  on(phone: string, number: number, port: number): SiteOnPhone | undefined;
  /** In a browser, outside the app. */
  inBrowser(port: number): SiteOnPhone | undefined;
  close(): Promise<void>;
}

/** `origins`: that of the app's address first, then those that belong to the app as well. */
export function createOwnSite(origins: string[]): OwnSite {
  const upstreams = origins.map((origin) => createUpstream(origin));
  const at = (places: Place[], number: number): SiteOnPhone | undefined => {
    const [upstream, place] = [upstreams[number], places[number]];
    if (!upstream || !place) return undefined;
    const border = borderOf(places);
    const proxied = createProxySite({ upstream, origin: place.site, border });
    return {
      ...{ places, border, script: borderScript(places) },
      site: {
        async answer(request, path) {
          if (path !== REACHABLE_PATH) return proxied.answer(request, path);
          const asked = { method: 'HEAD', path: '/', headers: {} };
          const answer = await upstream.ask(asked).catch(() => undefined);
          await answer?.body.dump();
          return new Response(null, { status: answer ? 200 : 202, headers: { 'cache-control': 'no-store' } });
        },
      },
      socket: (upgrade) => void proxySocket(upgrade, { upstream, border }),
    };
  };
  return {
    on: (phone, number, port) =>
      at(
        origins.map((site, more) => ({
          site,
          phone: more === 0 ? hosts.phone(phone, port) : hosts.phoneMore(phone, more, port),
        })),
        number,
      ),
    inBrowser: (port) => at([{ site: origins[0] ?? '', phone: hosts.site(port) }], 0),
    close: async () => void (await Promise.all(upstreams.map((upstream) => upstream.close()))),
  };
}
