import { createHmac, timingSafeEqual } from 'node:crypto';
import { sha256 } from '../secrets.ts';

/**
 * One reading of the signature. What is documented is HMAC-SHA-256 of the callback URL, keyed with the access token;
 * neither the encoding, nor what of the token is the key, nor the form of the URL (facts: dynamics.md §3, §10.3).
 */
export interface SignatureReading {
  encoding: 'base64' | 'hex-lower' | 'hex-upper';
  key: 'text' | 'base64-decoded';
  /** As it was sent, or as a URL parser writes it. */
  url: 'verbatim' | 'parsed';
}

const READINGS: SignatureReading[] = (['verbatim', 'parsed'] as const).flatMap((url) =>
  (['text', 'base64-decoded'] as const).flatMap((key) =>
    (['base64', 'hex-lower', 'hex-upper'] as const).map((encoding) => ({ encoding, key, url })),
  ),
);

/** The reading by which `signature` is the access token's over `url`; only `pinned`, where one is given. */
export function readingOfSignature(
  signature: string,
  { url, apiToken }: { url: string; apiToken: string },
  pinned?: SignatureReading,
): SignatureReading | undefined {
  // All are computed, whichever matches: the time tells nothing.
  const matching = (pinned ? [pinned] : READINGS).filter((reading) =>
    timingSafeEqual(sha256(signature), sha256(signatureBy(reading, url, apiToken))),
  );
  return matching[0];
}

function signatureBy(reading: SignatureReading, url: string, apiToken: string): string {
  const message = reading.url === 'parsed' ? new URL(url).href : url;
  const key = Buffer.from(apiToken, reading.key === 'text' ? 'utf8' : 'base64');
  const digest = createHmac('sha256', key).update(message, 'utf8').digest();
  if (reading.encoding === 'base64') return digest.toString('base64');
  const hex = digest.toString('hex');
  return reading.encoding === 'hex-upper' ? hex.toUpperCase() : hex;
}
