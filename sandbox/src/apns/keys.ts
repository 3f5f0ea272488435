import { generateKeyPairSync, randomInt } from 'node:crypto';

/** A signing key as a developer takes it from Apple's portal, and the half that Apple keeps. */
export interface ApnsKey {
  /** 10 characters. */
  keyId: string;
  /** 10 characters. */
  teamId: string;
  /** The private key: the text of Apple's `AuthKey_<keyId>.p8` (PKCS#8 PEM, P-256). */
  key: string;
  /** SPKI PEM. */
  publicKey: string;
}

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789';
const identifier = () => Array.from({ length: 10 }, () => ALPHABET[randomInt(ALPHABET.length)]).join('');

/** Makes a key for a team (default: a new one). The twin honours it after `addKey`. */
export function createApnsKey(teamId = identifier()): ApnsKey {
  const pair = generateKeyPairSync('ec', {
    namedCurve: 'P-256',
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  return { keyId: identifier(), teamId, key: pair.privateKey, publicKey: pair.publicKey };
}
