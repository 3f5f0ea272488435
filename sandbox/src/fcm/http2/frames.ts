/** HTTP/2's framing (RFC 9113 §3.4, §4.1), as far as a look at header blocks needs it. */

export const PREFACE = Buffer.from('PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n');
export const FRAME_HEADER = 9;
/** Bytes of payload; the server announces no more. */
export const MAX_FRAME = 16_384;

export const HEADERS = 1;
export const CONTINUATION = 9;

const END_STREAM = 0x1;
const END_HEADERS = 0x4;
const PADDED = 0x8;
const PRIORITY = 0x20;
const PRIORITY_SIZE = 5;

export interface FrameHeader {
  length: number;
  type: number;
  /** No more CONTINUATION follows. */
  endHeaders: boolean;
}

export const readFrameHeader = (bytes: Buffer): FrameHeader => ({
  length: bytes.readUIntBE(0, 3),
  type: bytes.readUInt8(3),
  endHeaders: (bytes.readUInt8(4) & END_HEADERS) !== 0,
});

/** The header block in a whole HEADERS frame and its CONTINUATIONs; undefined where their padding is not legal. */
export function blockIn(frames: Buffer[]): Buffer | undefined {
  const fragments: Buffer[] = [];
  for (const frame of frames) {
    const payload = frame.subarray(FRAME_HEADER);
    const own = frame.readUInt8(3) === HEADERS ? fragmentIn(payload, frame.readUInt8(4)) : payload;
    if (!own) return undefined;
    fragments.push(own);
  }
  const [only, ...more] = fragments;
  return only && more.length === 0 ? only : Buffer.concat(fragments);
}

function fragmentIn(payload: Buffer, flags: number): Buffer | undefined {
  const padded = (flags & PADDED) !== 0;
  const start = (padded ? 1 : 0) + (flags & PRIORITY ? PRIORITY_SIZE : 0);
  const end = payload.length - (padded ? (payload[0] ?? 0) : 0);
  return start <= end ? payload.subarray(start, end) : undefined;
}

/** The frames that carry another block in place of those of `headers`: same stream, same priority, no padding. */
export function framesOf(headers: Buffer, block: Buffer): Buffer[] {
  const flags = headers.readUInt8(4);
  const at = FRAME_HEADER + (flags & PADDED ? 1 : 0);
  const priority = flags & PRIORITY ? headers.subarray(at, at + PRIORITY_SIZE) : Buffer.alloc(0);
  const whole = Buffer.concat([priority, block]);
  const frames: Buffer[] = [];
  for (let start = 0; start === 0 || start < whole.length; start += MAX_FRAME) {
    const payload = whole.subarray(start, start + MAX_FRAME);
    const header = Buffer.alloc(FRAME_HEADER);
    header.writeUIntBE(payload.length, 0, 3);
    header.writeUInt8(start === 0 ? HEADERS : CONTINUATION, 3);
    const kept = start === 0 ? flags & (END_STREAM | PRIORITY) : 0;
    header.writeUInt8(kept | (start + MAX_FRAME >= whole.length ? END_HEADERS : 0), 4);
    headers.copy(header, 5, 5, FRAME_HEADER);
    frames.push(header, payload);
  }
  return frames;
}
