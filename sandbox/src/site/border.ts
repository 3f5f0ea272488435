import { readUrl } from '../read-url.ts';

/** An origin of the customer's site, and where one phone shows it. */
export interface Place {
  site: string;
  phone: string;
}

/** Exchanges exact origins of URLs; every other text passes as it is. */
export interface Border {
  toSite(url: string): string;
  toPhone(url: string): string;
}

export const borderOf = (places: Place[]): Border => ({
  toSite: (url) => exchange(url, ({ site, phone }) => [phone, site], places),
  toPhone: (url) => exchange(url, ({ site, phone }) => [site, phone], places),
});

function exchange(url: string, way: (place: Place) => [string, string], places: Place[]): string {
  const origin = readUrl(url)?.origin;
  for (const place of places) {
    const [from, to] = way(place);
    // A URL with a user name is not replaced: the name would come to belong to another server.
    if (origin === from && url.startsWith(from)) return to + url.slice(from.length);
  }
  return url;
}
