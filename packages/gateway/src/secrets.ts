import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

/** 256 random bits as text. */
export const newSecret = (): string => randomBytes(32).toString('base64url');

/** How a secret or a token is kept and found. Plain SHA-256 suffices: what is hashed has high entropy. */
export const sha256 = (text: string): Buffer => createHash('sha256').update(text).digest();

/** Whether `text` has this hash, in a time that tells nothing about it. */
export const matchesHash = (text: string, hash: Buffer): boolean => timingSafeEqual(sha256(text), hash);
