import type { SiteAnswer, SiteChange } from './site-wire.ts';
import type { Info } from './wire.ts';

/** The site in the phones. */
export const siteCalls = (call: <T>(method: string, path: string, body?: unknown) => Promise<T>) => ({
  /** Changes it for everybody at this sandbox; the phones' apps start again with it. */
  showSite: (site: SiteChange) => call<Info>('PUT', '/site', site),
  /** Asks a site for its page as a phone would. */
  trySite: (url: string) => call<SiteAnswer>('POST', '/site/try', { url }),
});
