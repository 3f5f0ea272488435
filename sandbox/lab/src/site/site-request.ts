import type { SiteChange } from '../../../src/control/site-wire.ts';
import type { Info } from '../../../src/control/wire.ts';
import { readAddress, readOrigins } from './site-address.ts';

/** In the place of an address: the page that comes with the sandbox. */
export const BUILT_IN = 'built-in';

/** The site that the lab's address asks for (`?app=…&allow=…`); undefined where it asks for none. */
export function requestedSite(app: string, allow: string): Required<SiteChange> | undefined {
  if (app === '') return undefined;
  if (app === BUILT_IN) return { url: null, allow: [] };
  const [read, origins] = [readAddress(app), readOrigins(allow)];
  if ('mistake' in read || 'mistake' in origins) return undefined;
  return { url: read.url, allow: origins.origins };
}

/** Whether the phones show it already. */
export function isShown({ url, allow }: Required<SiteChange>, info: Info): boolean {
  if (url === null) return info.builtInPage;
  return !info.builtInPage && info.site === url && same(allow, info.allowedOrigins);
}

const same = (some: string[], others: string[]): boolean =>
  some.length === others.length && some.every((one) => others.includes(one));
