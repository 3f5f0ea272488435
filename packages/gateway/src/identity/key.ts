import { createPublicKey, type JsonWebKey, type KeyObject } from 'node:crypto';

/** The only two signatures: which one a token carries is decided by the key, never by the token. */
export type Algorithm = 'ES256' | 'RS256';

/** A public key of the customer's backend. */
export interface SigningKey {
  alg: Algorithm;
  /** Absent: any token may have been signed with it. */
  kid?: string;
  key: KeyObject;
}

/** A public key as it is written: PEM text, or a JWK. */
export type KeyText = string | Record<string, unknown>;

const MIN_RSA_BITS = 2048;

/** Reads a public key, or says in words for a person why it cannot be used. */
export function readKey(text: KeyText): { key: SigningKey } | { mistake: string } {
  const mistake = mistakeBefore(text);
  if (mistake) return { mistake };
  try {
    return usable(parse(text), typeof text === 'string' ? {} : text);
  } catch {
    // What OpenSSL says of it helps nobody, and might quote it.
    return { mistake: 'not a public key in PEM or JWK format' };
  }
}

/** A private key is not used as a public one: it would lie about in the open. */
function mistakeBefore(text: KeyText): string | undefined {
  const isPrivate = typeof text === 'string' ? /PRIVATE KEY/.test(text) : 'd' in text || 'k' in text;
  return isPrivate ? 'a secret key: only the public one belongs here' : undefined;
}

const parse = (text: KeyText): KeyObject =>
  createPublicKey(typeof text === 'string' ? text : { key: text as JsonWebKey, format: 'jwk' });

function usable(key: KeyObject, jwk: Record<string, unknown>): ReturnType<typeof readKey> {
  const { asymmetricKeyType: type, asymmetricKeyDetails: { namedCurve, modulusLength = 0 } = {} } = key;
  if (type === 'rsa' && modulusLength < MIN_RSA_BITS)
    return { mistake: `an RSA key of ${modulusLength} bits: it needs ${MIN_RSA_BITS} or more` };
  const alg = type === 'rsa' ? 'RS256' : type === 'ec' && namedCurve === 'prime256v1' ? 'ES256' : undefined;
  if (!alg) return { mistake: 'neither an RSA key nor one on the curve P-256' };
  if (jwk.alg !== undefined && jwk.alg !== alg) return { mistake: `its alg is not ${alg}` };
  if (jwk.use !== undefined && jwk.use !== 'sig') return { mistake: 'its use is not "sig"' };
  const { kid } = jwk;
  return { key: { alg, key, ...(typeof kid === 'string' && { kid }) } };
}
