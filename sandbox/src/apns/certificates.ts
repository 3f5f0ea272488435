import { generateKeyPair, randomBytes, X509Certificate } from 'node:crypto';
import { promisify } from 'node:util';
import forge from 'node-forge';
import type { CertificateRecord } from './state.ts';
import type { ApnsEnvironment } from './wire.ts';

/** A push certificate as a developer exports it from the key chain. */
export interface ApnsCertificate {
  bundleId: string;
  /** The one it is for; absent: both. */
  environment?: ApnsEnvironment;
  /** PEM. */
  cert: string;
  /** Its private key: PKCS#8 PEM, RSA. */
  key: string;
  /** Certificate and key in one PKCS#12 file (`.p12`, `.pfx`), which `passphrase` opens. */
  p12: Buffer;
  passphrase: string;
}

export interface CertificateOptions {
  bundleId: string;
  environment?: ApnsEnvironment;
  /** Of the .p12; default: a random one. May be empty. */
  passphrase?: string;
  /** Milliseconds since the epoch; default: now, for a year. */
  validFrom?: number;
}

const YEAR = 365 * 24 * 3600 * 1000;
/** `userID`, in which the topic stands (facts: apns-fcm-phones.md §1.4). */
const UID = '0.9.2342.19200300.100.1.1';
/** Extensions that say where a certificate is good; `@parse/node-apn` reads them (its oids.js). */
const EXTENSION_OF: Record<ApnsEnvironment, string> = {
  development: '1.2.840.113635.100.6.3.1',
  production: '1.2.840.113635.100.6.3.2',
};

/** Makes a push certificate for an app. It is signed with its own key: the twin knows it by its fingerprint. */
export async function createApnsCertificate(options: CertificateOptions): Promise<ApnsCertificate> {
  const { bundleId, environment, validFrom = Date.now() } = options;
  const { passphrase = randomBytes(9).toString('base64url') } = options;
  const pair = await promisify(generateKeyPair)('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const cert = forge.pki.createCertificate();
  const privateKey = forge.pki.privateKeyFromPem(pair.privateKey);
  cert.publicKey = forge.pki.publicKeyFromPem(pair.publicKey);
  cert.serialNumber = serialNumber(randomBytes(8));
  cert.validity.notBefore = new Date(validFrom - 60_000);
  cert.validity.notAfter = new Date(validFrom + YEAR);
  const name = [
    { type: UID, value: bundleId },
    { shortName: 'CN', value: `Apple Push Services: ${bundleId}` },
  ];
  cert.setSubject(name);
  cert.setIssuer(name);
  cert.setExtensions([{ name: 'extKeyUsage', clientAuth: true }, ...placesOf(environment)]);
  cert.sign(privateKey, forge.md.sha256.create());
  // Triple DES is what every reader of such files knows, OpenSSL 3 included.
  const p12 = forge.pkcs12.toPkcs12Asn1(privateKey, cert, passphrase, { algorithm: '3des' });
  return {
    bundleId,
    ...(environment ? { environment } : {}),
    cert: forge.pki.certificateToPem(cert),
    key: pair.privateKey,
    p12: Buffer.from(forge.asn1.toDer(p12).getBytes(), 'binary'),
    passphrase,
  };
}

/** In hex. The first byte keeps the number positive and without padding, which OpenSSL refuses. */
export const serialNumber = (random: Buffer): string => `40${random.toString('hex')}`;

/** Apple's extensions for one environment or both; their value is NULL. */
function placesOf(environment: ApnsEnvironment | undefined) {
  const { asn1 } = forge;
  const nothing = asn1.toDer(asn1.create(asn1.Class.UNIVERSAL, asn1.Type.NULL, false, '')).getBytes();
  const places = environment ? [environment] : (['development', 'production'] as const);
  return places.map((place) => ({ id: EXTENSION_OF[place], value: nothing }));
}

/** What Apple keeps of a certificate (PEM). Topics default to the subject's UID; throws where it has none. */
export function recordOf({
  cert,
  environment,
  topics,
}: {
  cert: string;
  environment?: ApnsEnvironment | undefined;
  topics?: string[] | undefined;
}): CertificateRecord {
  const { fingerprint256: fingerprint, subject } = new X509Certificate(cert);
  const named = topics ?? /^UID=(.+)$/m.exec(subject)?.slice(1);
  if (!named?.length) throw new TypeError('the subject of the certificate has no UID: no topic');
  return { fingerprint, topics: named, ...(environment ? { environment } : {}) };
}
