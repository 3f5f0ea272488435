import { constants, type Http2Session, performServerHandshake, type ServerHttp2Stream } from 'node:http2';
import type { TLSSocket } from 'node:tls';
import type { SandboxClock } from '../clock.ts';
import { announceStreams } from './announce-streams.ts';
import type { Connection } from './connection.ts';
import type { HeaderValues } from './headers.ts';
import type { ApnsScenarios } from './scenarios.ts';
import { type ApnsReason, SETTINGS, STREAMS_BEFORE_AUTHENTICATION, TOO_MANY_STREAMS } from './wire.ts';

/** One HTTP/2 session of a client. */
export interface OpenSession {
  session: Http2Session;
  /** GOAWAY with a reason; what has begun is still answered. */
  goAway(reason: ApnsReason): void;
}

export interface SessionOptions {
  connection: Connection;
  scenarios: () => Readonly<ApnsScenarios>;
  after: SandboxClock['after'];
  /** A request begins. */
  serve(stream: ServerHttp2Stream, headers: HeaderValues, raw: readonly string[]): void;
  /** The twin ends the session: `why` is a reason, or the text about too many streams. */
  ended(why: string): void;
}

/** More than any client opens: where the twin counts streams itself, Node must not refuse them first. */
const UNLIMITED = 2 ** 31 - 1;

/**
 * Opens the HTTP/2 session on a client's connection and holds it to the scenarios that were on when it came
 * (facts: apns-fcm-phones.md §1.8).
 */
export function openSession(socket: TLSSocket, options: SessionOptions): OpenSession {
  const { connection, scenarios, serve, ended } = options;
  const { strictPreAuth, tooManyStreams, idleTimeoutMs } = scenarios();
  const countsItself = tooManyStreams === 'go-away';
  // A certificate that is refused is a reason: such a client has shown nothing good.
  const held = strictPreAuth && typeof connection.certificate !== 'object';
  let limit = held ? STREAMS_BEFORE_AUTHENTICATION : SETTINGS.maxConcurrentStreams;
  const settings = () => ({ ...SETTINGS, maxConcurrentStreams: countsItself ? UNLIMITED : limit });
  const wire = countsItself ? announceStreams(socket, () => limit) : socket;
  const session = performServerHandshake(wire, { settings: settings() });
  const seen = { open: 0, requests: 0, lastId: 0 };
  let ending = false;

  if (held) {
    connection.proven = () => {
      connection.proven = undefined;
      limit = SETTINGS.maxConcurrentStreams;
      if (!session.destroyed) session.settings(settings());
    };
  }

  function end(why: string, code: number, text: string): void {
    if (ending || session.destroyed) return;
    ending = true;
    ended(why);
    session.goaway(code, seen.lastId, Buffer.from(text));
    session.close();
  }
  const goAway = (reason: ApnsReason) => end(reason, constants.NGHTTP2_NO_ERROR, JSON.stringify({ reason }));
  const idle = idleTimer(options.after, idleTimeoutMs, () => goAway('IdleTimeout'));

  /** False where the stream is one too many, which ends the connection. */
  function admit(stream: ServerHttp2Stream): boolean {
    if (seen.open >= limit) {
      stream.close(constants.NGHTTP2_REFUSED_STREAM);
      end(TOO_MANY_STREAMS, constants.NGHTTP2_REFUSED_STREAM, TOO_MANY_STREAMS);
      return false;
    }
    seen.open++;
    stream.on('close', () => seen.open--);
    return true;
  }

  session.on('stream', (...args: [ServerHttp2Stream, object, number, readonly string[]]) => {
    const [stream, headers, , raw] = args;
    stream.on('error', () => undefined);
    if (countsItself && !admit(stream)) return;
    seen.lastId = stream.id ?? seen.lastId;
    idle.restart();
    const most = scenarios().goAwayAfterRequests;
    if (most !== null && ++seen.requests >= most) goAway('Shutdown');
    serve(stream, headers as HeaderValues, raw);
  });
  session.on('error', () => session.destroy());
  session.on('close', idle.stop);
  socket.on('error', () => session.destroy());
  socket.on('close', () => session.destroy());
  idle.restart();
  return { session, goAway };
}

function idleTimer(after: SandboxClock['after'], ms: number | null, ring: () => void) {
  let cancel: (() => void) | undefined;
  return {
    stop: () => cancel?.(),
    restart() {
      if (ms === null) return;
      cancel?.();
      cancel = after(ms, ring);
    },
  };
}
