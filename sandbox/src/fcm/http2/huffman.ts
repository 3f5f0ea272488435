/**
 * HPACK's Huffman code (RFC 7541, appendix B). The code is canonical: the lengths of the 257 codes say all of it, as
 * the codes of one length follow one another in the order of their symbols.
 */

/** Lengths in bits, symbol by symbol, 28x7 being seven times 28; the last is the end of a string. */
const LENGTHS = `
  13 23 28x7 24 30 28x2 30 28x8 30 28x9 6 10x2 12 13 6 8 11 10x2 8 11 8 6x3 5x3 6x7 7 8 15 6 12 10 13 6 7x22 8 7 8 13
  19 13 14 6 15 5 6 5 6 5 6x3 5 7x2 6x3 5 6 7 6 5x2 6 7x5 15 11 14 13 28 20 22 20x2 22x3 23 22 23x5 24 23 24x2 22 23 24
  23x4 21 22 23 22 23x2 24 22 21 20 22x2 23x2 21 23 22x2 24 21 22 23x2 21x2 22 21 23 22 23x2 20 22x3 23 22x2 23 26x2 20
  19 22 23 22 25 26x3 27x2 26 24 25 19 21 26 27x2 26 27 24 21x2 26x2 28 27x3 20 24 20 21 22 21x2 23 22x2 25x2 24x2 26 23
  26 27 26x2 27x5 28 27x5 26 30`;

const END_OF_STRING = 256;
const LONGEST = 30;

const lengths = LENGTHS.trim()
  .split(/\s+/)
  .flatMap((run) => {
    const [length, times = 1] = run.split('x').map(Number);
    return Array<number>(times).fill(length ?? 0);
  });

/** For each length: its first code, and its symbols in the order of their codes. */
const codes = (() => {
  const table: { first: number; symbols: number[] }[] = [];
  let next = 0;
  for (let length = 0; length <= LONGEST; length++) {
    const symbols = lengths.flatMap((each, symbol) => (each === length ? [symbol] : []));
    table.push({ first: next, symbols });
    next = (next + symbols.length) * 2;
  }
  return table;
})();

/** Throws where the bytes are no such code. */
export function decodeHuffman(bytes: Uint8Array): string {
  const text: number[] = [];
  let code = 0;
  let length = 0;
  for (const byte of bytes) {
    for (let bit = 7; bit >= 0; bit--) {
      code = code * 2 + ((byte >> bit) & 1);
      const of = codes[++length];
      if (!of) throw new Error('HPACK: no such Huffman code');
      const symbol = of.symbols[code - of.first];
      if (symbol === undefined) continue;
      if (symbol === END_OF_STRING) throw new Error('HPACK: end of string inside a string');
      text.push(symbol);
      code = 0;
      length = 0;
    }
  }
  // The rest of the last byte is filled with ones (§5.2).
  if (length > 7 || code !== 2 ** length - 1) throw new Error('HPACK: bad Huffman padding');
  return Buffer.from(text).toString('latin1');
}
