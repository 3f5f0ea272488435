import { randomUUID } from 'node:crypto';
import { createSecureServer, type Http2Session, type ServerHttp2Stream } from 'node:http2';
import type { AddressInfo, Socket } from 'node:net';
import type { Certificates } from '../certificates.ts';
import type { PushAnswer } from './answer.ts';
import type { PushRequest } from './checks.ts';
import { readHeaders } from './headers.ts';
import type { Connection } from './provider-token.ts';
import { type ApnsEnvironment, SETTINGS } from './wire.ts';

/** More than any payload may have; the rest of a longer body is thrown away. */
const MAX_READ = 64 * 1024;

export interface ListenerOptions {
  environment: ApnsEnvironment;
  certificates: Pick<Certificates, 'cert' | 'key'>;
  host: string;
  /** 0 = any free one. */
  port: number;
  answer: (request: PushRequest) => Promise<PushAnswer>;
}

/** Serves one environment over HTTP/2 and TLS; `close` ends its sessions at once. */
export async function startListener(options: ListenerOptions) {
  const { environment, certificates, host, port, answer } = options;
  const server = createSecureServer({ ...certificates, minVersion: 'TLSv1.2', settings: SETTINGS });
  const connections = new Map<Http2Session, Connection>();
  const sockets = new Set<Socket>();

  server.on('connection', (socket: Socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
  });

  server.on('session', (session) => {
    connections.set(session, { environment });
    session.on('error', () => session.destroy());
    session.on('close', () => connections.delete(session));
  });
  // @types/node leaves out the fourth argument, the only place where a repeated header can be seen.
  server.on('stream', (...args: [ServerHttp2Stream, object, number, string[]]) => {
    const [stream, , , rawHeaders] = args;
    stream.on('error', () => undefined);
    void serve(stream, rawHeaders);
  });

  async function serve(stream: ServerHttp2Stream, rawHeaders: string[]): Promise<void> {
    const headers = readHeaders(rawHeaders);
    const connection = stream.session && connections.get(stream.session);
    const body = await readBody(stream);
    if (!body || !connection) return;
    const method = headers.values.get(':method') ?? '';
    const path = headers.values.get(':path') ?? '';
    const request = { method, path, headers, body, connection };
    respond(stream, await answer(request).catch(internalError), method === 'HEAD');
  }

  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, host, resolve);
  });
  return {
    host,
    port: (server.address() as AddressInfo).port,
    async close(): Promise<void> {
      const closed = new Promise((resolve) => server.close(resolve));
      for (const session of connections.keys()) session.destroy();
      // Also those that never became a session.
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

/** The last resort: a mistake in the twin itself is answered as one, and does not end it. */
const internalError = (): PushAnswer => ({
  status: 500,
  headers: { 'apns-id': randomUUID() },
  body: { reason: 'InternalServerError' },
});

/** The body, cut off once it is longer than anything allowed; undefined when the client gave up. */
function readBody(stream: ServerHttp2Stream): Promise<Buffer | undefined> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let size = 0;
    stream.on('data', (chunk: Buffer) => {
      if (size > MAX_READ) return;
      size += chunk.length;
      chunks.push(chunk);
      if (size > MAX_READ) resolve(Buffer.concat(chunks));
    });
    stream.on('end', () => resolve(Buffer.concat(chunks)));
    stream.on('close', () => resolve(undefined));
  });
}

function respond(stream: ServerHttp2Stream, { status, headers, body }: PushAnswer, head: boolean): void {
  // The client may have given up meanwhile.
  if (stream.destroyed || stream.closed) return;
  const type = body ? { 'content-type': 'application/json' } : {};
  const endStream = !body || head;
  stream.respond({ ':status': status, ...headers, ...type }, { endStream });
  if (!endStream) stream.end(JSON.stringify(body));
}
