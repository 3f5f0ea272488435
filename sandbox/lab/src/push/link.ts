/**
 * A link as it is authored in a journey: an address. A path (`/orders/42`) is taken as one of the site.
 * Undefined: it is neither.
 */
export function resolveLink(text: string, site: string): string | undefined {
  const link = text.trim();
  if (link.startsWith('/') && URL.canParse(link, site)) {
    // A URL parser would escape the braces of a placeholder.
    return link.includes('{{') ? new URL('/', site).href + link.slice(1) : new URL(link, site).href;
  }
  return /^[a-z][a-z0-9+.-]*:/i.test(link) && URL.canParse(link) ? link : undefined;
}
