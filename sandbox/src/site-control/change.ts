import { isDeepStrictEqual } from 'node:util';
import { appConfig, type Behaviour } from '../app.ts';
import { ControlFailure } from '../control/problem.ts';
import type { GatewayHost } from '../gateway-host.ts';
import type { Parts } from '../parts.ts';
import type { InstalledApp } from '../phones.ts';
import { readOrigin, readSite } from '../site/address.ts';
import type { ShownSite, SiteChoice } from '../site/shown-site.ts';
import type { TimelineEntry } from '../timeline.ts';
import { newTraceId } from '../trace.ts';

export interface AppOptions {
  site: Pick<ShownSite, 'url' | 'choice' | 'originsOn'>;
  gateway: Pick<GatewayHost, 'url'> | undefined;
  app: { behaviour: Behaviour };
}

/** The app on the phones, built for the site that is shown and to do what it was told. */
export const appOf = ({ site, gateway, app }: AppOptions): InstalledApp => ({
  config: appConfig({
    ...{ siteUrl: site.url(), allow: site.choice().allow },
    ...{ gatewayUrl: gateway?.url, behaviour: app.behaviour },
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
  /** Has the app do something else, and says so. False: something drives the phones, which stay as they are. */
  update(behaviour: Behaviour, said: TimelineEntry): Promise<boolean>;
  /** Resolves when no change is under way. Who is to drive the phones waits for it, once `isInUse` says so. */
  stands(): Promise<unknown>;
}

/** Everybody who knows the site is told: the server in front, Dynamics, and the phones by an update of their app. */
export function createSiteChange(
  parts: Pick<Parts, 'site' | 'gateway' | 'app' | 'services' | 'phones' | 'timeline' | 'front'>,
  isInUse: () => boolean,
): SiteControl {
  const { site, services, phones, timeline, front, app } = parts;
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
  const update = async (behaviour: Behaviour, said: TimelineEntry) => {
    if (isDeepStrictEqual(behaviour, app.behaviour)) return true;
    if (isInUse()) return false;
    app.behaviour = behaviour;
    timeline.record(said);
    await phones.rebuild(appOf(parts), said.traceId);
    return true;
  };
  // One after the other: two labs may ask at once.
  const inTurn = <T>(act: () => Promise<T>): Promise<T> => {
    const mine = last.then(act);
    last = mine.catch(() => undefined);
    return mine;
  };
  return {
    async change({ url, allow }) {
      const choice = read({ url, allow }, front.port);
      await inTurn(() => change(choice));
    },
    update: (behaviour, said) => inTurn(() => update(behaviour, said)),
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
