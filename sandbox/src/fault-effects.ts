import type { ServerResponse } from 'node:http';
import { constants, type Http2ServerResponse } from 'node:http2';
import { RESPONSE_ALREADY_SENT } from '@hono/node-server/utils/response';
import type { WireEffect } from './fault-rules.ts';

// Where a server was there before this file was loaded, it is the adapter's own kind of response, of which the first use
// would be written out. Once looked at it is not.
void RESPONSE_ALREADY_SENT.body;

/** Says that it will be longer than it is. */
const BEGINNING = '{"';
const NOT_JSON = '<html><head><title>502 Bad Gateway</title></head><body><h1>Bad Gateway';

/**
 * Does on the wire what an effect says, over HTTP/1.1 or Node's HTTP/2 compatibility layer, and returns what tells the
 * Hono adapter to leave the response alone.
 */
export function doOnTheWire({ kind }: WireEffect, outgoing: ServerResponse | Http2ServerResponse): Response {
  if (kind === 'drop') cut(outgoing);
  if (kind === 'half-close') beginAndCut(outgoing);
  if (kind === 'garbage') {
    // Not valid JSON, and not even valid HTML: as from a broken proxy.
    outgoing.writeHead(200, { 'content-type': 'application/json; charset=utf-8' });
    outgoing.end(NOT_JSON);
  }
  return RESPONSE_ALREADY_SENT;
}

function cut(outgoing: ServerResponse | Http2ServerResponse): void {
  if (isHttp2(outgoing)) outgoing.stream.close(constants.NGHTTP2_INTERNAL_ERROR);
  else socketOf(outgoing).destroy();
}

/** The head of an answer and the beginning of its body, then nothing more. */
function beginAndCut(outgoing: ServerResponse | Http2ServerResponse): void {
  const head = { 'content-type': 'application/json; charset=utf-8', 'content-length': '1000' };
  outgoing.writeHead(200, head);
  if (isHttp2(outgoing)) {
    outgoing.stream.write(BEGINNING, () => outgoing.stream.close(constants.NGHTTP2_INTERNAL_ERROR));
    return;
  }
  outgoing.write(BEGINNING, () => socketOf(outgoing).end());
}

/** The request's: a pipelined answer has none of its own before its turn. */
const socketOf = (outgoing: ServerResponse) => outgoing.req.socket;

const isHttp2 = (outgoing: ServerResponse | Http2ServerResponse): outgoing is Http2ServerResponse =>
  'stream' in outgoing;
