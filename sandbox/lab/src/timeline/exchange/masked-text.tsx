import { piecesOf } from './placeholders.ts';

/** A text in which what was masked is seen as such. */
export function MaskedText({ text }: { text: string }) {
  return piecesOf(text).map((piece, at) =>
    'text' in piece ? (
      piece.text
    ) : (
      // biome-ignore lint/suspicious/noArrayIndexKey: the pieces of one text never change places
      <mark key={at} className="masked" title="A secret, masked by the sandbox">
        ${piece.secret}
        {piece.ending ? ` …${piece.ending}` : ''}
      </mark>
    ),
  );
}
