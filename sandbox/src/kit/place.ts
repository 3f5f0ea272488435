import type { Phone } from '../control/wire.ts';
import { readUrl } from '../read-url.ts';

/** Whether app or browser is at the wanted address, loaded or not. `site`: the site's URL as the app is built with. */
export function isAt({ page, browser }: Phone, wanted: string | RegExp, site: string): boolean {
  if (browser !== null) return wanted instanceof RegExp ? wanted.test(browser) : sameUrl(browser, wanted);
  const path = pathOf(page.url);
  if (wanted instanceof RegExp) return wanted.test(path);
  const url = readUrl(wanted);
  if (!url) return path === pathOf(new URL(wanted, page.url).href);
  const { origin } = url;
  const isOwn = origin === new URL(page.url).origin || origin === new URL(site).origin;
  return isOwn && path === pathOf(wanted);
}

/** From the path on: every phone shows the site on an origin of its own. */
export function pathOf(url: string): string {
  const { pathname, search, hash } = new URL(url);
  return pathname + search + hash;
}

const sameUrl = (one: string, other: string) =>
  (readUrl(one)?.href ?? one) === (readUrl(other)?.href ?? other);
