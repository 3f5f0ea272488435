import { connect, type OutgoingHttpHeaders } from 'node:http2';
import { Duplex } from 'node:stream';

export interface ClientRequest {
  headers: OutgoingHttpHeaders;
  body?: Buffer;
  trailers?: Record<string, string>;
}

/** What Node's own client says on a new connection to send these requests; it waits for no answer. */
export async function clientBytes(requests: ClientRequest[]): Promise<Buffer> {
  const said: Buffer[] = [];
  const wire = new Duplex({
    read() {},
    write(chunk, _, done) {
      said.push(chunk);
      done();
    },
  });
  const session = connect('https://fcm.googleapis.com', { createConnection: () => wire });
  for (const { headers, body, trailers } of requests) {
    const stream = session.request(headers, { endStream: !body && !trailers, waitForTrailers: !!trailers });
    stream.on('error', () => undefined);
    if (trailers) stream.on('wantTrailers', () => stream.sendTrailers(trailers));
    if (body || trailers) {
      stream.end(body ?? '');
      await new Promise((resolve) => stream.once('finish', resolve));
    }
  }
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)));
  const bytes = Buffer.concat(said);
  session.destroy();
  return bytes;
}
