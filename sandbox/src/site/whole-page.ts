import { Transform } from 'node:stream';

/** Where a page has not begun by then, it is none. */
const MOST = 64 * 1024;

const COMMENT = '<!--';
const OPENINGS = ['<!doctype', '<html', '<head'];

/**
 * Whether an HTML text is a whole document or a piece of one, by how it starts, after blanks, a byte order mark and
 * comments. Undefined: it may still become either. `start`: bytes as letters.
 */
export function isWholePage(start: string): boolean | undefined {
  const blanks = /[\s\xef\xbb\xbf]*/y;
  for (let at = 0; at < MOST; ) {
    blanks.lastIndex = at;
    blanks.test(start);
    at = blanks.lastIndex;
    const next = start.slice(at, at + 10).toLowerCase();
    if (isBegun(next)) break;
    if (!next.startsWith(COMMENT)) return OPENINGS.some((opening) => isTag(next, opening));
    // From its dashes: `<!-->` is a comment, too.
    const end = start.indexOf('-->', at + 2);
    if (end === -1) break;
    at = end + 3;
  }
  return start.length < MOST ? undefined : false;
}

/** Whether the letters to come decide. */
const isBegun = (text: string) =>
  text !== COMMENT && [COMMENT, ...OPENINGS].some((opening) => opening.startsWith(text));

const isTag = (text: string, opening: string) =>
  text.startsWith(opening) && !/\w/.test(text.charAt(opening.length));

/** Holds a text back until it tells whether it is a whole page, and passes it on from there, piece by piece. */
export function untilKnown(tell: (isWhole: boolean) => void): Transform {
  let start: string | undefined = '';
  const pass = (isWhole: boolean) => {
    const held = start;
    start = undefined;
    tell(isWhole);
    return held;
  };
  return new Transform({
    objectMode: true,
    transform(text: string, _encoding, done) {
      if (start === undefined) return done(null, text);
      start += text;
      const isWhole = isWholePage(start);
      done(null, isWhole === undefined ? undefined : pass(isWhole));
    },
    flush: (done) => done(null, start === undefined ? undefined : pass(false)),
  });
}
