import { createCipheriv, createDecipheriv, createHmac } from 'node:crypto';
import { CodedError } from '@journeys-push/contract/problems';
import { randomSlice } from '../secrets.ts';
import type { VaultKey } from './keys.ts';

/**
 * How push tokens are kept. A token is sealed with AES-256-GCM: format (one byte, 1), key id (4), nonce (12),
 * ciphertext, tag (16). It is found by a keyed hash, or by its last eight characters.
 */
export interface Vault {
  seal(token: string): Buffer;
  /** @throws CodedError `vault-key-missing` where the key is not among ours, `vault-damaged` */
  open(sealed: Buffer): string;
  /**
   * HMAC-SHA-256 with a key that lies sealed in the database, so that the hash outlives the sealing keys. Only after
   * `unlock`.
   */
  hash(token: string): Buffer;
  /** The last eight characters. */
  tail(token: string): string;
  /** Gives the lookup key, 32 bytes. */
  unlock(lookupKey: Buffer): void;
  /** Whether `sealed` was sealed with the first key. */
  isFresh(sealed: Buffer): boolean;
  /** The first seals. */
  readonly keyIds: readonly string[];
  /** The first bytes of what each key seals. */
  readonly headers: readonly Buffer[];
}

const FORMAT = 1;
const HEADER = 5;
const NONCE = 12;
const TAG = 16;

export function createVault(keys: readonly VaultKey[]): Vault {
  const [first] = keys;
  if (!first) throw new TypeError('a vault needs a key');
  const byId = new Map(keys.map((key) => [key.id, key]));
  const header = headerOf(first);
  let lookup: Buffer | undefined;
  return {
    keyIds: keys.map(({ id }) => id),
    headers: keys.map(headerOf),
    seal(token) {
      const nonce = randomSlice(NONCE);
      const cipher = createCipheriv('aes-256-gcm', first.secret, nonce).setAAD(header);
      const sealed = [header, nonce, cipher.update(token, 'utf8'), cipher.final()];
      return Buffer.concat([...sealed, cipher.getAuthTag()]);
    },
    open(sealed) {
      if (sealed[0] !== FORMAT || sealed.length < HEADER + NONCE + TAG) throw new CodedError('vault-damaged');
      const key = byId.get(keyIdOf(sealed));
      if (!key) throw new CodedError('vault-key-missing', `The key ${keyIdOf(sealed)} is needed.`);
      return unsealed(sealed, key);
    },
    hash(token) {
      if (!lookup) throw new Error('the vault is locked: start the gateway first');
      return createHmac('sha256', lookup).update(token).digest();
    },
    tail: (token) => token.slice(-8),
    unlock(lookupKey) {
      lookup = lookupKey;
    },
    isFresh: (sealed) => sealed.subarray(0, HEADER).equals(header),
  };
}

const headerOf = ({ id }: VaultKey): Buffer => Buffer.from([FORMAT, ...Buffer.from(id, 'hex')]);

/** Which key a value was sealed with. */
const keyIdOf = (sealed: Buffer): string => sealed.subarray(1, HEADER).toString('hex');

function unsealed(sealed: Buffer, { secret }: VaultKey): string {
  const body = sealed.subarray(HEADER + NONCE, sealed.length - TAG);
  const decipher = createDecipheriv('aes-256-gcm', secret, sealed.subarray(HEADER, HEADER + NONCE))
    .setAAD(sealed.subarray(0, HEADER))
    .setAuthTag(sealed.subarray(sealed.length - TAG));
  try {
    return Buffer.concat([decipher.update(body), decipher.final()]).toString('utf8');
  } catch {
    throw new CodedError('vault-damaged');
  }
}
