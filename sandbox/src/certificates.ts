import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';

/** The sandbox's own certificate authority and the one server certificate its TLS twins share. All PEM. */
export interface Certificates {
  ca: string;
  cert: string;
  key: string;
}

/** Hosts of Dataverse organizations are `<org>.crm[N].dynamics.com`; a wildcard stands for one label. */
const ORGANIZATIONS = Array.from(
  { length: 22 },
  (_, index) => `crm${index === 0 ? '' : index + 1}.dynamics.com`,
);

/**
 * Names under which clients know the services (facts: apns-fcm-phones.md §3.2, dynamics.md §7), and where the twins
 * listen.
 */
const SERVED_NAMES: x509.JsonGeneralName[] = [
  ...['localhost', 'api.push.apple.com', 'api.sandbox.push.apple.com', 'api.development.push.apple.com'],
  ...['fcm.googleapis.com', 'oauth2.googleapis.com', 'www.googleapis.com', 'iid.googleapis.com'],
  ...['login.microsoftonline.com', 'login.microsoft.com', 'login.windows.net'],
  ...ORGANIZATIONS.flatMap((name) => [`*.${name}`, `*.api.${name}`]),
].map((value): x509.JsonGeneralName => ({ type: 'dns', value }));

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const YEAR = 365 * 24 * 3600 * 1000;
const { crypto } = globalThis;

/** Those of an earlier run as long as they are valid and know every name that is served now; else fresh ones. */
export async function renewCertificates(
  saved: Certificates | undefined,
  now = Date.now(),
): Promise<Certificates> {
  return saved && isGood(saved, now) ? saved : createCertificates(now);
}

function isGood({ cert }: Certificates, now: number): boolean {
  try {
    const { subjectAltName = '', validTo } = new X509Certificate(cert);
    const names = subjectAltName.split(', ');
    const known = SERVED_NAMES.every(({ value }) => names.includes(`DNS:${value}`));
    return known && Date.parse(validTo) > now && namesItsSigner(cert);
  } catch {
    return false;
  }
}

/** Strict clients want a certificate to say whose key has signed it (RFC 5280 §4.2.1.1). */
const namesItsSigner = (cert: string) =>
  new x509.X509Certificate(cert).getExtension(x509.AuthorityKeyIdentifierExtension) !== null;

/** Makes a fresh CA and a server certificate for the twins; both valid for a year. */
export async function createCertificates(now = Date.now()): Promise<Certificates> {
  const valid = { notBefore: new Date(now - 60_000), notAfter: new Date(now + YEAR) };
  const caKeys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const ca = await x509.X509CertificateGenerator.createSelfSigned(
    {
      name: 'CN=journeys-push sandbox CA',
      keys: caKeys,
      ...valid,
      extensions: [
        new x509.BasicConstraintsExtension(true, 0, true),
        new x509.KeyUsagesExtension(x509.KeyUsageFlags.keyCertSign, true),
        await x509.SubjectKeyIdentifierExtension.create(caKeys.publicKey),
      ],
    },
    crypto,
  );
  const keys = await crypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']);
  const cert = await x509.X509CertificateGenerator.create(
    {
      subject: 'CN=journeys-push sandbox',
      issuer: ca.subject,
      publicKey: keys.publicKey,
      signingKey: caKeys.privateKey,
      ...valid,
      extensions: [
        new x509.SubjectAlternativeNameExtension([...SERVED_NAMES, { type: 'ip', value: '127.0.0.1' }]),
        new x509.ExtendedKeyUsageExtension([x509.ExtendedKeyUsage.serverAuth]),
        await x509.SubjectKeyIdentifierExtension.create(keys.publicKey),
        await x509.AuthorityKeyIdentifierExtension.create(caKeys.publicKey),
      ],
    },
    crypto,
  );
  const pkcs8 = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return {
    ca: ca.toString('pem'),
    cert: cert.toString('pem'),
    key: x509.PemConverter.encode(pkcs8, 'PRIVATE KEY'),
  };
}
