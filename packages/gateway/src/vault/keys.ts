import { createHmac } from 'node:crypto';

/** A key that seals tokens at rest. */
export interface VaultKey {
  /** Eight hex digits made from the key, which tell nothing about it: in every sealed value, in messages, in logs. */
  id: string;
  secret: Buffer;
}

/** AES-256. */
const BYTES = 32;

/** Names a key without telling it. */
const idOf = (secret: Buffer): string =>
  createHmac('sha256', secret).update('journeys-push key id').digest('hex').slice(0, 8);

export const vaultKey = (secret: Buffer): VaultKey => ({ id: idOf(secret), secret });

/**
 * The keys in `JOURNEYS_PUSH_KEYS`: one, or two during a rotation, separated by a comma; 32 random bytes each in
 * base64 (`openssl rand -base64 32`). The first seals, all open. What is wrong is told without quoting it.
 */
export function parseKeys(text: string): { keys: VaultKey[]; mistakes: string[] } {
  const parts = text
    .split(',')
    .map((part) => part.trim())
    .filter(Boolean);
  const secrets = parts.map((part) =>
    /^[\w+/-]+={0,2}$/.test(part) ? Buffer.from(part, 'base64') : Buffer.alloc(0),
  );
  const mistakes = secrets.flatMap((secret, index) =>
    secret.length === BYTES ? [] : [`key ${index + 1} is not 32 bytes in base64 (openssl rand -base64 32)`],
  );
  const keys = secrets.map(vaultKey);
  if (parts.length === 0) mistakes.push('holds no key');
  if (new Set(keys.map(({ id }) => id)).size < keys.length && mistakes.length === 0) {
    mistakes.push('names the same key twice');
  }
  return { keys, mistakes };
}

/** What development falls back on. Everybody knows it. */
export const developmentKey = vaultKey(
  createHmac('sha256', 'journeys-push').update('development only').digest(),
);
