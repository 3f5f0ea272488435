import type { MessageShown, Party, RequestSeen } from './exchange.ts';
import { maskBody, maskPlaces, maskShapes } from './mask-text.ts';
import { isCustomersOwn, placeholder, type SecretName, secretOfHeader, unmarked } from './secrets.ts';

/** The one place where secrets are taken out of what is shown of requests and answers. */

/** What stands behind `Bearer`, by whom it is shown to. */
const BEARERS: Partial<Record<Party, SecretName>> = {
  ...{ apns: 'PROVIDER_TOKEN', fcm: 'ACCESS_TOKEN', dynamics: 'ACCESS_TOKEN', gateway: 'CREDENTIAL' },
};

/** `answer`: the headers are those of the answer. */
type Route = Pick<RequestSeen, 'from' | 'to'> & { answer?: boolean };

/** Headers as pairs, in their order; HTTP/2's own (`:path` …) are left out: method and URL say the same. */
export function maskHeaders(
  flat: readonly string[],
  { from, to, answer = false }: Route,
): MessageShown['headers'] {
  const shown: MessageShown['headers'] = [];
  for (let at = 0; at + 1 < flat.length; at += 2) {
    const name = unmarked(flat[at] ?? '');
    const value = unmarked(flat[at + 1] ?? '');
    if (name.startsWith(':')) continue;
    const handedOn = to === 'webhook' && !answer && isCustomersOwn(name);
    shown.push([name, handedOn ? placeholder('SECRET', value) : maskHeader(name, value, { from, to })]);
  }
  return shown;
}

function maskHeader(
  name: string,
  value: string,
  { from, to }: Pick<Route, 'to'> & { from: Party | undefined },
): string {
  if (/^(?:proxy-)?authorization$/i.test(name)) {
    const [, scheme, credentials = ''] = /^(\S+) +(.*)$/s.exec(value) ?? [];
    const secret = from === 'backend' && to === 'gateway' ? 'API_KEY' : (BEARERS[to] ?? 'SECRET');
    return scheme ? `${scheme} ${placeholder(secret, credentials)}` : placeholder(secret, value);
  }
  const secret = /^(?:true|false|\d{0,6})$/i.test(value) ? undefined : secretOfHeader(name);
  if (secret) return placeholder(secret, value);
  // Headers in a header: Dynamics hands them on to a callback URL, where they may prove who calls.
  if (value.trimStart().startsWith('{'))
    return value.replace(/(:\s*")(?:[^"\\]|\\.)*/g, `$1${placeholder('SECRET', '')}`);
  return maskShapes(maskPlaces(maskPaths(value)));
}

/** Dynamics tells the gateway an outcome at a URL that is secret itself. */
const maskPaths = (text: string): string =>
  text.replace(/(\/v1\/dynamics\/outcomes\/)[^/?#\s"]+/g, `$1${placeholder('SECRET', '')}`);

/** A URL or a path: tokens in it, and secrets in its query, its fragment and before its host. */
export const maskUrl = (url: string): string =>
  maskShapes(
    maskPlaces(
      maskPaths(unmarked(url)).replace(
        /(\/3\/device\/|\/registrations\/)([^/?#]+)/,
        (_, before: string, token: string) => before + placeholder('DEVICE_TOKEN', token),
      ),
    ),
  );

export const maskContent = (body: string): string => maskBody(maskPaths(unmarked(body)));

/** Words of an error: they may quote. */
export const maskWords = (text: string): string => maskShapes(maskPlaces(maskPaths(unmarked(text))));
