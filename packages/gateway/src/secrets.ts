import { createHash, randomBytes, randomFillSync, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

const POOL = 4_096;
let pool = Buffer.alloc(0);

/** A few random bytes for a nonce or a trace id: taken from many that were made at once, none given out twice. */
export function randomSlice(length: number): Buffer {
  if (pool.length < length) pool = randomFillSync(Buffer.allocUnsafeSlow(POOL));
  const slice = pool.subarray(0, length);
  pool = pool.subarray(length);
  return slice;
}

/** How a secret is kept and found. Plain SHA-256 suffices: what is hashed has high entropy. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether `text` has this hash, in a time that tells nothing about it. Nothing matches where none is kept. */
export const matchesHash = (text: string, hash: Buffer | null): boolean =>
  hash !== null && timingSafeEqual(sha256(text), hash);
