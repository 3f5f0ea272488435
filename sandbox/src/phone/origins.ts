import { readUrl } from '../read-url.ts';

/** An origin of the site, as the app's configuration names it, and the phone's own on which its browser shows it. */
export interface Place {
  site: string;
  /** `http://pN….push.localhost:port`: each phone has its own storage for each origin. */
  phone: string;
}

/** The origin that the app starts on, and those that belong to the site as well. */
export interface Origins extends Place {
  more?: readonly Place[];
}

const placesOf = ({ site, phone, more = [] }: Origins): Place[] => [{ site, phone }, ...more];

/** Where the phone's browser shows pages of the site. */
export const phoneOrigins = (origins: Origins): string[] => placesOf(origins).map(({ phone }) => phone);

/** Whether the phone's browser shows a page of the site on this origin. */
export const shows = (origins: Origins, origin: string): boolean => phoneOrigins(origins).includes(origin);

/**
 * The border between the two worlds: the shell's core knows the site's origins only, the browser the phone's only.
 * Exact origins are exchanged; every other URL or origin passes as it is.
 */
export const toSite = (origins: Origins, value: string): string =>
  exchange(
    value,
    placesOf(origins).map(({ site, phone }) => [phone, site]),
  );
export const toPhone = (origins: Origins, value: string): string =>
  exchange(
    value,
    placesOf(origins).map(({ site, phone }) => [site, phone]),
  );

function exchange(value: string, pairs: [from: string, to: string][]): string {
  const url = readUrl(value);
  for (const [from, to] of pairs) {
    if (value === from) return to;
    // A URL with a user name keeps it, and so its place in the other world.
    if (url?.origin === from && url.href.startsWith(from)) return to + url.href.slice(from.length);
  }
  return value;
}
