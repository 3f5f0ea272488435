/** What follows the host: the phone has an origin of its own for the site, so only that is the link's. */
export function pathOf(href: string): string {
  if (!URL.canParse(href)) return href;
  const { pathname, search, hash } = new URL(href);
  return pathname + search + hash;
}
