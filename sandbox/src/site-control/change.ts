import type { AppConfigInput } from '@journeys-push/contract/app-config';
import { appConfig } from '../app.ts';
import { ControlFailure } from '../control/problem.ts';
import type { GatewayHost } from '../gateway-host.ts';
import type { Parts } from '../parts.ts';
import type { InstalledApp } from '../phones.ts';
import { readOrigin, readSite } from '../site/address.ts';
import type { ShownSite, SiteChoice } from '../site/shown-site.ts';
import { newTraceId } from '../trace.ts';

export interface AppOptions {
  site: Pick<ShownSite, 'url' | 'choice' | 'originsOn'>;
  gateway: Pick<GatewayHost, 'url'> | undefined;
  foreground: AppConfigInput['foreground'];
}

/** The app on the phones, built for the site that is shown. */
export const appOf = ({ site, gateway, foreground }: AppOptions): InstalledApp => ({
  config: appConfig({
    ...{ siteUrl: site.url(), allow: site.choice().allow },
    ...{ gatewayUrl: gateway?.url, foreground },
  }),
  originsOf: site.originsOn,
});

/**
 * Changes the site of a running sandbox. Throws ControlFailure: `site-refused` for an address that cannot be one,
 * `site-in-use` while something drives the phones that would judge one site by another.
 */
export type ChangeSite = (choice: SiteChoice) => Promise<void>;

export interface SiteControl {
  change: ChangeSite;
  /** Resolves when no change is under way. Who is to drive the phones waits for it, once `isInUse` says so. */
  stands(): Promise<unknown>;
}

/** Everybody who knows the site is told: the server in front, Dynamics, and the phones by an update of their app. */
export function createSiteChange(
  parts: Pick<Parts, 'site' | 'gateway' | 'foreground' | 'services' | 'phones' | 'timeline' | 'front'>,
  isInUse: () => boolean,
): SiteControl {
  const { site, services, phones, timeline, front } = parts;
  let last: Promise<unknown> = Promise.resolve();
  const change = async (choice: SiteChoice) => {
    if (JSON.stringify(choice) === JSON.stringify(site.choice())) return;
    if (isInUse()) throw new ControlFailure('site-in-use');
    await site.show(choice);
    services.dynamics.moveSite(site.url());
    const traceId = newTraceId();
    timeline.record({
      ...({ traceId, hop: 'lab', kind: 'site.changed', outcome: 'ok' } as const),
      summary: `The phones show ${choice.url ?? 'the built-in page'} now.`,
      detail: { url: site.url(), allow: choice.allow },
    });
    await phones.rebuild(appOf(parts), traceId);
  };
  return {
    async change({ url, allow }) {
      const choice = read({ url, allow }, front.port);
      // One after the other: two labs may ask at once.
      const mine = last.then(() => change(choice));
      last = mine.catch(() => undefined);
      await mine;
    },
    stands: () => last,
  };
}

function read({ url, allow }: SiteChoice, port: number): SiteChoice {
  if (url === null) {
    if (allow.length === 0) return { url, allow };
    throw new ControlFailure('site-refused', 'The built-in page has no further origins.');
  }
  const site = readSite(url, port);
  if ('mistake' in site) throw new ControlFailure('site-refused', `${url}: ${site.mistake}`);
  const origins = allow.map((text) => {
    const origin = readOrigin(text, port);
    if ('mistake' in origin) throw new ControlFailure('site-refused', `${text}: ${origin.mistake}`);
    return origin.origin;
  });
  const own = new URL(site.url).origin;
  return { url: site.url, allow: [...new Set(origins)].filter((origin) => origin !== own) };
}
