import { Readable, Transform } from 'node:stream';
import type { ReadableStream as NodeStream } from 'node:stream/web';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import type { Place } from './border.ts';
import { hashSource, injecting } from './inject.ts';
import { adjustPolicy } from './policy.ts';
import { untilKnown } from './whole-page.ts';

/** The web site that the phones show: the built-in page, or the customer's own behind a small proxy. */
export interface Site {
  /** Answers a request for the site; `path` includes the query. */
  answer(request: Request, path: string): Promise<Response>;
}

export interface ShellOptions {
  /** What the shell injects. */
  script: string;
  /** The site's origin, and the phone's that stands for it. */
  site: string;
  phone: string;
  /** The same of the other origins that belong to the site. */
  others?: readonly Place[];
  /** A page's policy was changed: one line that says how. */
  onPolicy?(line: string): void;
}

/** Says what was changed of the page's Content Security Policy. */
const CHANGED_HEADER = 'x-journeys-push-changed';

/** A site as one phone's WebView gets it: every HTML page carries the shell's script. */
export function withShell(site: Site, options: ShellOptions): Site {
  return {
    async answer(request, path) {
      const answer = await site.answer(request, path);
      return isPage(request, answer) ? pageInShell(answer, request, options) : answer;
    },
  };
}

/**
 * Also what a script fetches, if it is a whole document: a service worker may keep it and show it later. A piece of a
 * page, or a range of one, is not a page.
 */
const isPage = (request: Request, { headers, status }: Response): boolean =>
  /^text\/html\b/i.test(headers.get('content-type') ?? '') &&
  status !== 206 &&
  (request.method === 'HEAD' || !BODILESS.includes(status)) &&
  unpacker(headers.get('content-encoding')) !== undefined;

const BODILESS = [204, 205, 304];

async function pageInShell(answer: Response, request: Request, options: ShellOptions): Promise<Response> {
  const { script, onPolicy } = options;
  const adjust = (policy: string) => adjustPolicy(policy, { ...options, script: hashSource(script) });
  const headers = new Headers(answer.headers);
  for (const name of ['content-length', 'content-encoding', 'etag', 'accept-ranges']) headers.delete(name);
  headers.set('cache-control', 'no-store');
  for (const name of ['content-security-policy', 'content-security-policy-report-only']) {
    const before = headers.get(name);
    if (before === null) continue;
    const after = adjust(before);
    headers.delete(name);
    if (after) headers.set(name, after);
    const line = `${name} was: ${before}`;
    headers.append(CHANGED_HEADER, line);
    onPolicy?.(line);
  }
  const { status } = answer;
  if (!answer.body) return new Response(null, { status, headers });
  const body = inShell(unpacked(answer), injecting(script, adjust), isDocument(request));
  return new Response(body, { status, headers });
}

const isDocument = ({ headers }: Request) =>
  ['document', 'iframe', 'frame', null].includes(headers.get('sec-fetch-dest'));

/** Bytes as letters: every encoding of a page but UTF-16 has the same ones for tags. */
function unpacked(answer: Response): Readable {
  const packed = Readable.fromWeb(answer.body as NodeStream);
  const unpack = unpacker(answer.headers.get('content-encoding'))?.();
  const plain = unpack ? packed.on('error', (error) => unpack.destroy(error)).pipe(unpack) : packed;
  return plain.setEncoding('latin1');
}

function unpacker(packing: string | null) {
  const name = (packing ?? 'identity').trim().toLowerCase();
  if (name === 'identity') return () => undefined;
  if (name === 'gzip' || name === 'x-gzip') return createGunzip;
  if (name === 'br') return createBrotliDecompress;
  return name === 'deflate' ? createInflate : undefined;
}

/**
 * Piece by piece: a page may be written while its server still thinks. `isWhole`: known from the request; else the
 * text tells.
 */
function inShell(page: Readable, rewriting: Transform, isWhole: boolean): ReadableStream {
  const bytes = new Transform({
    decodeStrings: false,
    transform: (text: string, _encoding, done) => done(null, Buffer.from(text, 'latin1')),
  });
  const pass = (from: Readable, rewritten: boolean) =>
    // At once: the rewriting stream runs whether or not somebody listens.
    rewritten ? from.pipe(rewriting).pipe(bytes) : from.pipe(bytes);
  if (isWhole) pass(page, true);
  else {
    const told = untilKnown((rewritten) => pass(told, rewritten));
    page.pipe(told);
  }
  for (const stream of [page, rewriting]) stream.on('error', (error) => bytes.destroy(error));
  bytes.on('close', () => {
    page.destroy();
    rewriting.destroy();
  });
  return Readable.toWeb(bytes) as ReadableStream;
}
