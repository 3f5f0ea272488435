import {
  blockIn,
  CONTINUATION,
  FRAME_HEADER,
  framesOf,
  HEADERS,
  MAX_FRAME,
  PREFACE,
  readFrameHeader,
} from './frames.ts';
import { createHpackDecoder, type HpackField } from './hpack.ts';

/** Bytes of one header block; beyond that, Node's server may say no. */
const MAX_BLOCK = 256 * 1024;

/** What the first header block of a connection shows; `unread` where it is not one. */
export type Verdict = 'legal' | 'repaired' | 'unread';

/**
 * Repairs what a client sends on one HTTP/2 connection: `:scheme: https:`, firebase-admin's spelling, which Google
 * lets pass and Node's server refuses (facts: apns-fcm-phones.md §0.1, §3.3), loses its colon. All other bytes pass
 * unchanged and at once; only HEADERS frames wait until they are whole.
 *
 * The field is repaired where it stands, so that all indexes keep their meaning: the server's dynamic table then holds
 * what the client's holds, with an entry that is one byte shorter. It may keep more old entries than the client, which
 * the client never names.
 *
 * A connection whose first request is legal, and one that cannot be read, is let through from there on: Node's server
 * judges it.
 */
export function createRepair() {
  const { decode } = createHpackDecoder();
  let verdict: Verdict | undefined;
  let expected: Buffer = PREFACE;
  /** What has come of a frame that is not whole. */
  let rest: Buffer = Buffer.alloc(0);
  /** Bytes of a frame's payload that are still to come and simply pass. */
  let passing = 0;
  /** HEADERS and CONTINUATIONs of one block. */
  let frames: Buffer[] = [];

  function repair(whole: Buffer[]): Buffer[] {
    const [first] = whole;
    const block = blockIn(whole);
    if (!first || !block) throw new Error('no header block');
    const better = repairBlock(block, decode(block));
    verdict ??= better ? 'repaired' : 'legal';
    return better ? framesOf(first, better) : whole;
  }

  /** Takes one frame, or as much of it as may pass; undefined while more must come. */
  function next(bytes: Buffer): { taken: number; out: Buffer[] } | undefined {
    if (passing > 0) {
      const taken = Math.min(passing, bytes.length);
      passing -= taken;
      return { taken, out: [bytes.subarray(0, taken)] };
    }
    if (bytes.length < FRAME_HEADER) return undefined;
    const { length, type, endHeaders } = readFrameHeader(bytes);
    if (type !== HEADERS && type !== CONTINUATION) {
      passing = FRAME_HEADER + length;
      return { taken: 0, out: [] };
    }
    if (length > MAX_FRAME || frames.length * MAX_FRAME > MAX_BLOCK) throw new Error('too long');
    if ((type === HEADERS) !== (frames.length === 0)) throw new Error('out of order');
    const taken = FRAME_HEADER + length;
    if (bytes.length < taken) return undefined;
    const whole = [...frames, bytes.subarray(0, taken)];
    const out = endHeaders ? repair(whole) : [];
    frames = endHeaders ? [] : whole;
    return { taken, out };
  }

  function takeFrames(bytes: Buffer): Buffer[] {
    const out: Buffer[] = [];
    let left = bytes;
    try {
      while (left.length > 0 && verdict !== 'legal') {
        const step = next(left);
        if (!step) break;
        out.push(...step.out);
        left = left.subarray(step.taken);
      }
    } catch {
      out.push(...frames);
      verdict = 'unread';
    }
    if (!letsThrough()) rest = left;
    else if (left.length > 0) out.push(left);
    return out;
  }

  const letsThrough = () => verdict === 'legal' || verdict === 'unread';

  function take(bytes: Buffer): Buffer[] {
    if (expected.length === 0) return takeFrames(bytes);
    const length = Math.min(expected.length, bytes.length);
    if (bytes.compare(expected, 0, length, 0, length) !== 0) verdict = 'unread';
    expected = expected.subarray(length);
    return letsThrough() ? [bytes] : [bytes.subarray(0, length), ...takeFrames(bytes.subarray(length))];
  }

  return {
    /** What the server is to get now. */
    push(chunk: Buffer): Buffer[] {
      if (letsThrough()) return [chunk];
      const bytes = rest.length > 0 ? Buffer.concat([rest, chunk]) : chunk;
      rest = Buffer.alloc(0);
      return take(bytes);
    },
    /** Known once the first header block has come. */
    verdict: () => verdict,
  };
}

/** The block with a legal `:scheme`; undefined where nothing is to be done. */
function repairBlock(block: Buffer, fields: HpackField[]): Buffer | undefined {
  const field = fields.find(({ name, valueStart }) => name === ':scheme' && valueStart !== undefined);
  const scheme = /^(https?):$/.exec(field?.value() ?? '')?.[1];
  if (!scheme || !field) return undefined;
  const value = Buffer.from(`\0${scheme}`, 'latin1');
  value[0] = scheme.length;
  return Buffer.concat([block.subarray(0, field.valueStart), value, block.subarray(field.end)]);
}
