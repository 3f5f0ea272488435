import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';

/** Bytes; assumed. */
export const MAX_BODY = 1024 * 1024;

/**
 * The text of a request's body; undefined where it is longer than `MAX_BODY`. Read from Node's own stream: a web stream
 * and the `Request` around it would cost more than all the rest of a send. Rejects where the client breaks off.
 */
export function readBody(incoming: IncomingMessage | Http2ServerRequest): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = [];
    let size = 0;
    incoming.on('data', (chunk: Buffer) => {
      size += chunk.length;
      if (size <= MAX_BODY) chunks.push(chunk);
      else resolve(undefined);
    });
    incoming.on('end', () => resolve(textOf(chunks)));
    incoming.on('error', reject);
    incoming.on('aborted', () => reject(new Error('the client broke off')));
  });
}

function textOf(chunks: Buffer[]): string {
  const [only, ...more] = chunks;
  return (only && more.length === 0 ? only : Buffer.concat(chunks)).toString();
}
