import type { IncomingMessage } from 'node:http';
import type { Http2ServerRequest } from 'node:http2';

/** Bytes; assumed. */
export const MAX_BODY = 1024 * 1024;
/** Levels of objects and lists in JSON, as in Google's own reader (assumed). */
const MAX_LEVELS = 100;

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

/** The JSON in a text; undefined where it is none, or nested so deeply that whoever walks it runs out of stack. */
export function readJson(text: string): unknown {
  try {
    const value = JSON.parse(text);
    return isDeeper(value, MAX_LEVELS) ? undefined : value;
  } catch {
    return undefined;
  }
}

function isDeeper(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) return false;
  return levels === 0 || Object.values(value).some((inner) => isDeeper(inner, levels - 1));
}

function textOf(chunks: Buffer[]): string {
  const [only, ...more] = chunks;
  return (only && more.length === 0 ? only : Buffer.concat(chunks)).toString();
}
