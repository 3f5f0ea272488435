import { readUrl } from '../read-url.ts';
/** The site's origin and the phone's own, on which its browser shows the site. */
export interface Origins {
  /** As the app's configuration names it. */
  site: string;
  /** `http://pN.push.localhost:port`: each phone has its own storage. */
  phone: string;
}

/**
 * The border between the two worlds: the shell's core knows the site's origin only, the browser the phone's only.
 * Exact origins are exchanged; every other URL or origin passes as it is.
 */
export const toSite = ({ site, phone }: Origins, value: string): string => exchange(value, phone, site);
export const toPhone = ({ site, phone }: Origins, value: string): string => exchange(value, site, phone);

function exchange(value: string, from: string, to: string): string {
  if (value === from) return to;
  const url = readUrl(value);
  if (url?.origin !== from) return value;
  const { href } = url;
  // A URL with a user name keeps it, and so its place in the other world.
  return href.startsWith(from) ? to + href.slice(from.length) : value;
}
