/** Where a secret stood: `⟦NAME⟧`, of a push token `⟦DEVICE_TOKEN:ending⟧` (control/exchange-wire.ts). */
const PLACEHOLDER = /⟦([A-Z_]+)(?::([^⟧]*))?⟧/g;

/** A piece of a text: words as they are, or a masked secret. */
export type Piece = { text: string } | { secret: string; ending: string };

/** Takes a text apart into what stands there and what was masked. */
export function piecesOf(text: string): Piece[] {
  const pieces: Piece[] = [];
  let at = 0;
  for (const found of text.matchAll(PLACEHOLDER)) {
    if (found.index > at) pieces.push({ text: text.slice(at, found.index) });
    pieces.push({ secret: found[1] ?? '', ending: found[2] ?? '' });
    at = found.index + found[0].length;
  }
  if (at < text.length) pieces.push({ text: text.slice(at) });
  return pieces;
}

/** The text for a file or a mail: `[API_TOKEN]`, `[DEVICE_TOKEN …1a2b3c4d]`. */
export const inBrackets = (text: string): string =>
  piecesOf(text)
    .map((piece) =>
      'text' in piece ? piece.text : `[${piece.secret}${piece.ending ? ` …${piece.ending}` : ''}]`,
    )
    .join('');
