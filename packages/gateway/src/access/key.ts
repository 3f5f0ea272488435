import { randomBytes } from 'node:crypto';
import { newSecret } from '../secrets.ts';

/**
 * What a key may do. None includes another: a key for exports that shows tokens has `read` and `tokens`.
 *
 * `read` look-ups · `register` the server routes · `admin` changes · `tokens` push tokens in the clear
 */
export const SCOPES = ['read', 'register', 'admin', 'tokens'] as const;
export type Scope = (typeof SCOPES)[number];

/** A key without its secret. Times in milliseconds. */
export interface ApiKey {
  /** The part that may be shown. */
  id: string;
  name: string;
  scopes: Scope[];
  createdAt: number;
  /** To the minute. */
  lastUsed: number | undefined;
  expiresAt: number | undefined;
  revokedAt: number | undefined;
}

interface KeyParts {
  id: string;
  secret: string;
}

/** A new key: `jpk_<id>_<secret>`. The beginning lets scanners of repositories and logs find one that leaked. */
export const newKey = (): KeyParts => ({ id: randomBytes(6).toString('hex'), secret: newSecret() });

export const keyText = ({ id, secret }: KeyParts): string => `jpk_${id}_${secret}`;

/** The parts of a key as it came; `undefined` where it is none. */
export function parseKey(text: string): KeyParts | undefined {
  const [, id, secret] = /^jpk_([0-9a-f]{12})_([A-Za-z0-9_-]{43})$/.exec(text) ?? [];
  return id && secret ? { id, secret } : undefined;
}

export type KeyState = 'active' | 'expired' | 'revoked';

export function stateOf({ revokedAt, expiresAt }: ApiKey, now: number): KeyState {
  if (revokedAt !== undefined) return 'revoked';
  return expiresAt !== undefined && expiresAt <= now ? 'expired' : 'active';
}
