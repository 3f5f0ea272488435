/**
 * The only file that takes URLs apart. React Native's own `URL` is a stub and parsers disagree about odd URLs, so
 * this one reads the plain form only: what a browser would have to repair (backslashes, control characters, missing
 * slashes, escaped hosts, a user in front of the host) is no URL here, and is never opened.
 */
export interface PlainUrl {
  /** Lower case, without the colon. */
  scheme: string;
  /** Lower case, without port; only of http and https. */
  host?: string;
  /** `scheme://host[:port]` without the default port, as browsers write it; only of http and https. */
  origin?: string;
}

const schemeForm = /^([a-z][a-z0-9+.-]*):/i;
// The host: names (international ones unescaped), IPv4, or IPv6 in brackets. Then port, and path, query or fragment.
const webForm =
  /^https?:\/\/((?:[a-z0-9_\u00a1-\uffff-]+\.)*[a-z0-9_\u00a1-\uffff-]+|\[[0-9a-f:.]+\])(?::(\d{1,5}))?(?:[/?#]|$)/i;
// biome-ignore lint/suspicious/noControlCharactersInRegex: browsers drop some of these, which moves the host.
const controls = /[\u0000-\u001f\u007f]/;

const defaultPorts: Record<string, string> = { http: '80', https: '443' };

export function parseUrl(text: string): PlainUrl | undefined {
  const scheme = schemeForm.exec(text)?.[1]?.toLowerCase();
  if (!scheme || controls.test(text)) return undefined;
  if (scheme !== 'http' && scheme !== 'https') return { scheme };
  const web = webForm.exec(text);
  const host = web?.[1]?.toLowerCase();
  if (!host) return undefined;
  const port = web?.[2]?.replace(/^0+(?=\d)/, '');
  const shown = port && port !== defaultPorts[scheme] ? `:${port}` : '';
  return { scheme, host, origin: `${scheme}://${host}${shown}` };
}

/** `*.example.com` matches any subdomain, not the domain itself; anything else matches exactly. */
export const matchesHost = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;
