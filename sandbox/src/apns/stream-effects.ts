import { constants, type ServerHttp2Stream } from 'node:http2';
import type { WireEffect } from '../fault-rules.ts';

/** Says that it will be longer than it is: without it, a client takes the beginning for the whole. */
const CUT_SHORT = { 'content-length': 1000 };
const HEAD = { ':status': 200, 'content-type': 'application/json' };
const BEGINNING = '{"reason":"';
const NOT_JSON = '<html><head><title>502 Bad Gateway</title></head>';

/** Does on one HTTP/2 stream what a planted effect says: the other streams of the connection go on. */
export function doOnStream({ kind }: WireEffect, stream: ServerHttp2Stream): void {
  if (stream.destroyed || stream.closed || kind === 'hang') return;
  if (kind === 'drop') {
    stream.close(constants.NGHTTP2_INTERNAL_ERROR);
    return;
  }
  if (kind === 'garbage') {
    stream.respond(HEAD);
    stream.end(NOT_JSON);
    return;
  }
  stream.respond({ ...HEAD, ...CUT_SHORT });
  stream.write(BEGINNING, () => stream.close(constants.NGHTTP2_INTERNAL_ERROR));
}
