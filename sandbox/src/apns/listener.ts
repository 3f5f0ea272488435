import { randomUUID } from 'node:crypto';
import { type ServerHttp2Stream, sensitiveHeaders } from 'node:http2';
import { createServer, type TLSSocket } from 'node:tls';
import type { Certificates } from '../certificates.ts';
import type { SandboxClock } from '../clock.ts';
import { listen, openSocketsOf } from '../listen.ts';
import type { Outcome, PushAnswer } from './answer.ts';
import type { PushRequest } from './checks.ts';
import type { Connection } from './connection.ts';
import { headerOf, readHeaders } from './headers.ts';
import type { ApnsScenarios } from './scenarios.ts';
import { type OpenSession, openSession } from './session.ts';
import { doOnStream } from './stream-effects.ts';
import { type ApnsEnvironment, ENVIRONMENT_OF_NAME } from './wire.ts';

/** More than any payload may have; the rest of a longer body is thrown away. */
const MAX_READ = 64 * 1024;

export interface ListenerOptions {
  /** Of clients that do not dial one of Apple's names (SNI), which decides otherwise. */
  environment: ApnsEnvironment;
  certificates: Pick<Certificates, 'cert' | 'key'>;
  host: string;
  /** 0 = any free one. */
  port: number;
  scenarios: () => Readonly<ApnsScenarios>;
  after: SandboxClock['after'];
  /** Reads the client's certificate, if it shows one. */
  identify(socket: TLSSocket, environment: ApnsEnvironment): Connection['certificate'];
  answer: (request: PushRequest) => Outcome | Promise<Outcome>;
  /** The twin ended a connection. */
  ended(why: string, environment: ApnsEnvironment): void;
}

/** Serves one port over HTTP/2 and TLS; `close` ends its sessions at once. */
export async function startListener(options: ListenerOptions) {
  const { certificates, host, port, answer } = options;
  const server = createServer({
    ...{ cert: certificates.cert, key: certificates.key, minVersion: 'TLSv1.2', ALPNProtocols: ['h2'] },
    // Any certificate passes TLS: what it is worth is an answer to a push (facts: apns-fcm-phones.md §1.4).
    ...{ requestCert: true, rejectUnauthorized: false },
  });
  const sessions = new Set<OpenSession>();
  const connections = openSocketsOf(server);

  server.on('tlsClientError', (_error, socket) => socket.destroy());
  server.on('secureConnection', (socket) => {
    socket.on('error', () => socket.destroy());
    if (socket.alpnProtocol === 'h2') open(socket);
    else socket.destroy();
  });

  function open(socket: TLSSocket): void {
    const environment = ENVIRONMENT_OF_NAME.get(socket.servername || '') ?? options.environment;
    const certificate = options.identify(socket, environment);
    const connection: Connection = { environment, socket, ...(certificate ? { certificate } : {}) };
    const opened = openSession(socket, {
      ...{ connection, scenarios: options.scenarios, after: options.after },
      serve: (stream, headers, raw) => serve(stream, { headers: readHeaders(headers, raw), raw, connection }),
      ended: (why) => options.ended(why, environment),
    });
    sessions.add(opened);
    opened.session.on('close', () => sessions.delete(opened));
  }

  function serve(
    stream: ServerHttp2Stream,
    begun: Pick<PushRequest, 'headers' | 'raw' | 'connection'>,
  ): void {
    const { headers } = begun;
    const method = headerOf(headers.values, ':method') ?? '';
    const path = headerOf(headers.values, ':path') ?? '';
    readBody(stream, (body) => {
      const outcome = answerSafely(Object.assign({ method, path, body }, begun));
      if (outcome instanceof Promise) void outcome.then((one) => send(stream, one, method));
      else send(stream, outcome, method);
    });
  }

  /** A mistake in the twin itself is answered as one, and does not end it. */
  function answerSafely(request: PushRequest): Outcome | Promise<Outcome> {
    try {
      const outcome = answer(request);
      return outcome instanceof Promise ? outcome.catch(internalError) : outcome;
    } catch {
      return internalError();
    }
  }

  return {
    host,
    port: await listen(server, port, host),
    sessions,
    async close(): Promise<void> {
      for (const { session } of sessions) session.destroy();
      await connections.close();
    },
  };
}

const internalError = (): PushAnswer => ({
  headers: { ':status': 500, 'apns-id': randomUUID() },
  body: { reason: 'InternalServerError' },
});

/** The body, cut off once it is longer than anything allowed; nothing when the client gives up. */
function readBody(stream: ServerHttp2Stream, done: (body: Buffer) => void): void {
  const chunks: Buffer[] = [];
  let size = 0;
  stream.on('data', (chunk: Buffer) => {
    if (size > MAX_READ) return;
    size += chunk.length;
    chunks.push(chunk);
    if (size > MAX_READ) done(Buffer.concat(chunks));
  });
  stream.on('end', () => {
    if (size <= MAX_READ) done(chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks));
  });
}

function send(stream: ServerHttp2Stream, outcome: Outcome, method: string): void {
  if ('kind' in outcome) doOnStream(outcome, stream);
  else respond(stream, outcome, method === 'HEAD');
}

/** Ids that never come again: they are not worth a place in either side's table of headers (RFC 7541 §6.2). */
const NOT_REPEATED = ['apns-id', 'apns-unique-id'];

function respond(stream: ServerHttp2Stream, { headers, body }: PushAnswer, head: boolean): void {
  // The client may have given up meanwhile.
  if (stream.destroyed || stream.closed) return;
  const endStream = !body || head;
  if (body) headers['content-type'] = 'application/json';
  // Apple's answers have no date (facts: apns-fcm-phones.md §1.7).
  const options = { endStream, sendDate: false };
  stream.respond(Object.assign(headers, { [sensitiveHeaders]: NOT_REPEATED }), options);
  if (!endStream) stream.end(JSON.stringify(body));
}
