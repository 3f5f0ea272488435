import type { Exchange } from '../../../../src/control/exchange-wire.ts';
import { piecesOf } from './placeholders.ts';

/** What curl and its connection say by themselves. */
const ITS_OWN =
  /^(?:host|content-length|connection|accept-encoding|transfer-encoding|keep-alive|te|upgrade)$/i;

/** The words that a person sets first, by the name of the variable. */
const NOTES: Record<string, string> = {
  API_TOKEN: 'an access token of the mobile app channel',
  DEVICE_TOKEN: 'the push token of the phone',
  PROVIDER_TOKEN: 'a JWT signed with the APNs key',
  ACCESS_TOKEN: 'an access token of the service account or the app registration',
  IDENTITY_TOKEN: 'the identity token of the signed-in user',
  CREDENTIAL: 'the credential that the gateway gave this installation',
  ENROLLMENT_KEY: 'the enrolment key of this installation',
  API_KEY: 'an API key of the gateway',
  SANDBOX_CA: 'the path of the sandbox’s certificate: “ca” in the line that npm start -- --json prints',
};

/** Whether the request can be sent again by curl: what a page says to the shell is no HTTP. */
export const isHttp = ({ protocol }: Pick<Exchange, 'protocol'>): boolean => protocol !== 'bridge';

/**
 * The request as a command for a POSIX shell. Secrets are variables; a comment in front says what each one is. The
 * `Host` in it may be one that only the sandbox answers to: then curl is told where to connect.
 */
export function curlOf(exchange: Exchange): string {
  const { method, url, protocol, reachedAt, request } = exchange;
  const names = new Set<string>();
  const quote = (text: string) => quoted(text, names);
  const parts = [`curl --request ${quote(method)} ${quote(url)}`];
  if (protocol === 'HTTP/2') parts.push('--http2');
  if (url.startsWith('https:')) parts.push(`--cacert ${quote('⟦SANDBOX_CA⟧')}`);
  if (reachedAt) parts.push(`--connect-to ${quote(connectTo(url, reachedAt))}`);
  // An empty value would take the header away.
  for (const [name, value] of request.headers)
    if (!ITS_OWN.test(name)) parts.push(`--header ${quote(value === '' ? `${name};` : `${name}: ${value}`)}`);
  if (request.body !== undefined) parts.push(`--data-raw ${quote(request.body)}`);
  return [...notes(names), ...cutNote(exchange), parts.join(' \\\n  ')].join('\n');
}

const notes = (names: ReadonlySet<string>): string[] =>
  [...names].map((name) => `# Set ${name} first: ${NOTES[name] ?? 'it is secret, and not kept here'}`);

const cutNote = ({ request: { cutFrom } }: Exchange): string[] =>
  cutFrom === undefined ? [] : [`# The body had ${cutFrom} bytes; only its beginning is kept, and is here.`];

/** `name:port:host:port`, as curl wants it. */
function connectTo(url: string, reachedAt: string): string {
  const { hostname, port, protocol } = new URL(url);
  return `${hostname}:${port || (protocol === 'https:' ? '443' : '80')}:${reachedAt}`;
}

/** Single quotes, in which a shell changes nothing; variables stand between, in double quotes. */
function quoted(text: string, names: Set<string>): string {
  const pieces = piecesOf(text).map((piece) => {
    if ('text' in piece) return `'${piece.text.replaceAll("'", `'\\''`)}'`;
    names.add(piece.secret);
    return `"$${piece.secret}"`;
  });
  return pieces.join('') || "''";
}
