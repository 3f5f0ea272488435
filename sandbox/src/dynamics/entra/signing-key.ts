import { createHash, createPrivateKey, createPublicKey, generateKeyPair, type KeyObject } from 'node:crypto';
import { promisify } from 'node:util';
import type { JWK } from 'jose';
import type { Directory } from './directory.ts';

/** The key that signs access tokens, with its public half as the key set tells it. */
export interface SigningKey {
  kid: string;
  privateKey: KeyObject;
  publicKey: KeyObject;
  jwk: JWK;
}

/** Makes the tenant's RSA key when it is first needed, and keeps it in the directory: tokens outlive a restart. */
export function createSigningKey(directory: Directory): () => Promise<SigningKey> {
  let key: Promise<SigningKey> | undefined;
  return () => {
    key ??= open(directory);
    return key;
  };
}

async function open(directory: Directory): Promise<SigningKey> {
  directory.signingKey ??= await make();
  const privateKey = createPrivateKey(directory.signingKey);
  const publicKey = createPublicKey(privateKey);
  const der = publicKey.export({ type: 'spki', format: 'der' });
  const kid = createHash('sha1').update(der).digest('base64url');
  const { n, e } = publicKey.export({ format: 'jwk' });
  const jwk = { kty: 'RSA', use: 'sig', kid, x5t: kid, ...(n && { n }), ...(e && { e }) };
  return { kid, privateKey, publicKey, jwk };
}

async function make(): Promise<string> {
  const { privateKey } = await promisify(generateKeyPair)('rsa', { modulusLength: 2048 });
  return privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
}
