import { readUrl } from '../read-url.ts';

/** What follows the host: the phone has an origin of its own for the site, so only that is the link's. */
export function pathOf(href: string): string {
  const url = readUrl(href);
  if (!url) return href;
  const { pathname, search, hash } = url;
  return pathname + search + hash;
}
