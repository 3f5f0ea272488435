import { createHpackTable } from './hpack-table.ts';
import { decodeHuffman } from './huffman.ts';

/** One header field of a block, and where it stands in it. */
export interface HpackField {
  name: string;
  /** Decoded only when asked for: most values are of no interest. */
  value(): string;
  /** A literal's value, length and all, is at `valueStart` to `end`; absent where an index names the whole field. */
  valueStart?: number;
  end: number;
}

/**
 * Reads the header blocks of one connection (RFC 7541), in their order, as the dynamic table lives as long as the
 * connection. Throws where a block is not legal; the table is of no use then. No library: those on npm were last
 * written for in 2017, or are one release of one person.
 */
export function createHpackDecoder(limit?: number) {
  const table = createHpackTable(limit);

  function literal(cursor: Cursor, { prefix, store }: { prefix: number; store: boolean }): HpackField {
    const index = cursor.integer(prefix);
    const name = index === 0 ? cursor.text().read() : table.at(index).name;
    const valueStart = cursor.position();
    const value = cursor.text().read;
    if (store) table.add({ name, value: value() });
    return { name, value, valueStart, end: cursor.position() };
  }

  function field(cursor: Cursor): HpackField | undefined {
    const first = cursor.peek();
    if (first >= 0x80) {
      const { name, value } = table.at(cursor.integer(7));
      return { name, value: () => value, end: cursor.position() };
    }
    if (first >= 0x40) return literal(cursor, { prefix: 6, store: true });
    if (first < 0x20) return literal(cursor, { prefix: 4, store: false });
    table.resize(cursor.integer(5));
    return undefined;
  }

  return {
    decode(block: Uint8Array): HpackField[] {
      const cursor = createCursor(block);
      const fields: HpackField[] = [];
      while (!cursor.atEnd()) {
        const next = field(cursor);
        if (next) fields.push(next);
      }
      return fields;
    },
    /** Bytes of the dynamic table as HPACK counts them. */
    tableSize: table.size,
  };
}

type Cursor = ReturnType<typeof createCursor>;

/** Reads HPACK's integers and strings one after another (§5.1, §5.2). */
function createCursor(block: Uint8Array) {
  let at = 0;

  function peek(): number {
    const byte = block[at];
    if (byte === undefined) throw new Error('HPACK: the block ends early');
    return byte;
  }

  function integer(prefix: number): number {
    const most = 2 ** prefix - 1;
    let value = peek() & most;
    at++;
    if (value < most) return value;
    for (let shift = 0; ; shift += 7) {
      if (shift > 21) throw new Error('HPACK: an integer is too large');
      const byte = peek();
      at++;
      value += (byte & 0x7f) * 2 ** shift;
      if (byte < 0x80) return value;
    }
  }

  return {
    peek,
    integer,
    position: () => at,
    atEnd: () => at === block.length,
    text(): { read: () => string } {
      const coded = peek() >= 0x80;
      const length = integer(7);
      const bytes = block.subarray(at, at + length);
      if (bytes.length < length) throw new Error('HPACK: the block ends early');
      at += length;
      return { read: () => (coded ? decodeHuffman(bytes) : Buffer.from(bytes).toString('latin1')) };
    },
  };
}
