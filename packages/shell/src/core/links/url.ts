/**
 * The only file that takes URLs apart. React Native's own `URL` is a stub and parsers disagree about odd URLs, so
 * this one reads the plain form only: what a browser would have to repair (backslashes, control characters, missing
 * slashes, escaped hosts, a user in front of the host) is no URL here, and is never opened.
 */
export interface PlainUrl {
  /** Lower case, without the colon. */
  scheme: string;
  /** Lower case and ASCII, without port; only of http and https. */
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

const ascii = /^[a-z0-9_.-]+$/;

const defaultPorts: Record<string, string> = { http: '80', https: '443' };

export function parseUrl(text: string): PlainUrl | undefined {
  const scheme = schemeForm.exec(text)?.[1]?.toLowerCase();
  if (!scheme || controls.test(text)) return undefined;
  if (scheme !== 'http' && scheme !== 'https') return { scheme };
  const web = webForm.exec(text);
  const host = web?.[1] && asciiHost(web[1]);
  if (!host) return undefined;
  const port = web?.[2]?.replace(/^0+(?=\d)/, '');
  const shown = port && port !== defaultPorts[scheme] ? `:${port}` : '';
  return { scheme, host, origin: `${scheme}://${host}${shown}` };
}

/** Undefined where letters stand for something that is no part of a name. */
function asciiHost(host: string): string | undefined {
  if (host.startsWith('[')) return host.toLowerCase();
  const labels = host.toLowerCase().normalize('NFKC').toLowerCase().split('.');
  const name = labels.map(asciiLabel).join('.');
  return ascii.test(name) && !labels.includes('') ? name : undefined;
}

/** The same URL for parsers that know no names but ASCII ones, as those of the systems; any other text as it is. */
export function withAsciiHost(text: string): string {
  const written = webForm.exec(text)?.[1];
  if (!written || !/[^ -~]/.test(written)) return text;
  return text.replace(written, parseUrl(text)?.host ?? written);
}

/** `*.example.com` matches any subdomain, not the domain itself; anything else matches exactly. */
export const matchesHost = (pattern: string, host: string): boolean =>
  pattern.startsWith('*.')
    ? host.endsWith(pattern.slice(1)) && host.length > pattern.length - 1
    : host === pattern;

/*
 * International names in the letters that DNS has (RFC 3492, sections 5 and 6). React Native's own `URL` does not do it,
 * and the core stands on no library.
 */
const BASE = 36;
const T_MIN = 1;
const T_MAX = 26;
const SKEW = 38;
const DAMP = 700;
const INITIAL_BIAS = 72;
const INITIAL_N = 128;

/** A label of a host, as a browser writes it: `bücher` is `xn--bcher-kva`. */
function asciiLabel(label: string): string {
  const points = Array.from(label, (letter) => letter.codePointAt(0) ?? 0);
  const basic = points.filter((point) => point < INITIAL_N);
  if (basic.length === points.length) return label;
  return `xn--${String.fromCodePoint(...basic)}${basic.length > 0 ? '-' : ''}${encode(points, basic.length)}`;
}

function encode(points: number[], basic: number): string {
  let [n, delta, bias, handled] = [INITIAL_N, 0, INITIAL_BIAS, basic];
  let output = '';
  while (handled < points.length) {
    const next = Math.min(...points.filter((point) => point >= n));
    delta += (next - n) * (handled + 1);
    n = next;
    for (const point of points) {
      if (point < n) delta += 1;
      if (point !== n) continue;
      output += variableLength(delta, bias);
      bias = adapt(delta, handled + 1, handled === basic);
      delta = 0;
      handled += 1;
    }
    delta += 1;
    n += 1;
  }
  return output;
}

function variableLength(delta: number, bias: number): string {
  let output = '';
  let q = delta;
  for (let k = BASE; ; k += BASE) {
    const t = Math.min(Math.max(k - bias, T_MIN), T_MAX);
    if (q < t) return output + digit(q);
    output += digit(t + ((q - t) % (BASE - t)));
    q = Math.floor((q - t) / (BASE - t));
  }
}

function adapt(delta: number, handled: number, first: boolean): number {
  let rest = Math.floor(delta / (first ? DAMP : 2));
  rest += Math.floor(rest / handled);
  let k = 0;
  for (; rest > ((BASE - T_MIN) * T_MAX) / 2; k += BASE) rest = Math.floor(rest / (BASE - T_MIN));
  return k + Math.floor(((BASE - T_MIN + 1) * rest) / (rest + SKEW));
}

/** a–z, then 0–9. */
const digit = (value: number): string => 'abcdefghijklmnopqrstuvwxyz0123456789'.charAt(value);
