import type { IncomingHttpHeaders } from 'node:http';
import type { WebViewIdentity } from '../phone/web-view-identity.ts';
import type { Border } from './border.ts';
import { type CookieScopes, cookieInPhone } from './cookies.ts';
import { headersOfPhone } from './phone-headers.ts';

/** Headers of one hop (RFC 9110 §7.6.1), and those that the next request makes anew. */
const OF_ONE_HOP = [
  ...['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te', 'trailer', 'upgrade'],
  ...['proxy-authorization', 'proxy-authenticate', 'host', 'expect'],
];

/** What only a browser in the lab's frame, on plain HTTP, would mind: a WebView is neither. */
const NOT_IN_A_WEBVIEW = ['x-frame-options', 'strict-transport-security'];

const WITH_URL_ASKED = ['origin', 'referer'];
const WITH_URL_ANSWERED = [
  ...['location', 'content-location', 'access-control-allow-origin', 'timing-allow-origin', 'sourcemap'],
  'service-worker-allowed',
];

/** The request as the site's server would get it from a WebView. Without a phone it is a browser's. */
export function headersForSite(
  asked: Headers,
  { toSite }: Border,
  phone?: WebViewIdentity,
): Record<string, string> {
  const headers = Object.fromEntries([...asked].filter(([name]) => !OF_ONE_HOP.includes(name)));
  for (const name of WITH_URL_ASKED) if (headers[name]) headers[name] = toSite(headers[name]);
  const packings = headers['accept-encoding'];
  // What Node 20 cannot unpack could not be given the shell's script.
  if (packings) headers['accept-encoding'] = packings.replace(/,?\s*zstd\b(;q=[\d.]+)?/, '');
  return phone ? headersOfPhone(headers, phone) : headers;
}

/** The answer as a phone's browser must get it to do what a WebView does with the real one. */
export function headersForPhone(
  answered: IncomingHttpHeaders,
  { border, cookies }: { border: Border; cookies: CookieScopes },
): Headers {
  const headers = new Headers();
  for (const [name, values] of Object.entries(answered)) {
    if (OF_ONE_HOP.includes(name) || NOT_IN_A_WEBVIEW.includes(name)) continue;
    for (const value of [values ?? []].flat()) {
      if (name === 'set-cookie') headers.append(name, cookieInPhone(value, cookies));
      else headers.append(name, WITH_URL_ANSWERED.includes(name) ? border.toPhone(value) : value);
    }
  }
  return headers;
}
