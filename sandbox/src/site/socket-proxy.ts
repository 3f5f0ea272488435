import { type IncomingMessage, STATUS_CODES } from 'node:http';
import { type Duplex, pipeline } from 'node:stream';
import { type CookieScopes, cookieInPhone } from './cookies.ts';
import { headersForSite } from './headers.ts';
import type { ProxyOptions } from './proxy.ts';

export interface Upgrade {
  request: IncomingMessage;
  socket: Duplex;
  head: Buffer;
}

/** A WebSocket of the page to the site's server, such as hot reload's: bytes pass as they are. */
export async function proxySocket(
  { request, socket, head }: Upgrade,
  { upstream, border, cookies, phone }: Pick<ProxyOptions, 'upstream' | 'border' | 'cookies' | 'phone'>,
): Promise<void> {
  const headers = headersForSite(headersOf(request.rawHeaders), border, phone);
  const page = untilGone(socket);
  const asked = { path: request.url ?? '/', headers, signal: page.gone };
  const { answer, stream, head: first } = await upstream.upgrade(asked).catch(() => NOBODY);
  page.forget();
  if (!answer) return void socket.end('HTTP/1.1 502 Bad Gateway\r\nConnection: close\r\n\r\n');
  socket.write(headOf(answer, cookies));
  if (!stream) return void pipeline(answer, socket, ended);
  if (socket.destroyed) return void stream.destroy();
  if (first?.length) socket.write(first);
  if (head.length) stream.write(head);
  pipeline(socket, stream, ended);
  pipeline(stream, socket, ended);
}

/** `gone`: the page has left its socket. A server that never answers would keep it for ever otherwise. */
function untilGone(socket: Duplex) {
  const controller = new AbortController();
  const leave = () => controller.abort();
  // Its end is seen by who reads; what comes before the server's answer stays for the server.
  const look = () => socket.read(0);
  socket.on('readable', look).on('end', leave).on('close', leave);
  return {
    gone: controller.signal,
    forget: () => void socket.off('readable', look).off('end', leave).off('close', leave),
  };
}

const NOBODY = { answer: undefined, stream: undefined, head: undefined };

/** `pipeline` has ended both by then. */
const ended = () => {};

function headersOf(raw: string[]): Headers {
  const headers = new Headers();
  for (let at = 0; at + 1 < raw.length; at += 2) headers.append(raw[at] ?? '', raw[at + 1] ?? '');
  return headers;
}

/** The answer's head, as it came but for the scope of cookies. A refusal's body is sent without its framing, up to the end of the connection. */
function headOf(
  { statusCode = 502, statusMessage, rawHeaders }: IncomingMessage,
  cookies: CookieScopes,
): string {
  const upgraded = statusCode === 101;
  const lines = [`HTTP/1.1 ${statusCode} ${statusMessage || STATUS_CODES[statusCode] || ''}`];
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    const [name = '', value = ''] = [rawHeaders[at], rawHeaders[at + 1]];
    if (!upgraded && /^(connection|keep-alive|transfer-encoding)$/i.test(name)) continue;
    lines.push(`${name}: ${/^set-cookie$/i.test(name) ? cookieInPhone(value, cookies) : value}`);
  }
  if (!upgraded) lines.push('Connection: close');
  return `${lines.join('\r\n')}\r\n\r\n`;
}
