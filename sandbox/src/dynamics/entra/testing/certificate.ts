import 'reflect-metadata';
import * as x509 from '@peculiar/x509';

/** A self-signed certificate with an RSA key, as `openssl req -x509` makes one; PEM. */
export async function makeClientCertificate(notAfter = new Date(Date.now() + 86_400_000)) {
  const algorithm = {
    ...{ name: 'RSASSA-PKCS1-v1_5', hash: 'SHA-256', modulusLength: 2048 },
    publicExponent: new Uint8Array([1, 0, 1]),
  };
  const { crypto } = globalThis;
  const keys = await crypto.subtle.generateKey(algorithm, true, ['sign', 'verify']);
  const certificate = await x509.X509CertificateGenerator.createSelfSigned(
    { name: 'CN=push gateway', keys, notBefore: new Date(Date.now() - 2 * 86_400_000), notAfter },
    crypto,
  );
  const key = await crypto.subtle.exportKey('pkcs8', keys.privateKey);
  return { certificate: certificate.toString('pem'), key: x509.PemConverter.encode(key, 'PRIVATE KEY') };
}
