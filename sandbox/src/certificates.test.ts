import 'reflect-metadata';
import { X509Certificate } from 'node:crypto';
import * as x509 from '@peculiar/x509';
import { expect, test } from 'vitest';
import { createCertificates, renewCertificates } from './certificates.ts';

const YEAR = 366 * 24 * 3600 * 1000;

test('the certificate is signed by the CA and knows the services by their names', async () => {
  const { ca, cert } = await createCertificates();
  const certificate = new X509Certificate(cert);
  expect(certificate.verify(new X509Certificate(ca).publicKey)).toBe(true);
  for (const name of [
    ...['api.push.apple.com', 'fcm.googleapis.com', 'login.microsoftonline.com', 'contoso.crm4.dynamics.com'],
    'localhost',
  ]) {
    expect(certificate.checkHost(name), name).toBeDefined();
  }
});

test('an earlier certificate is kept while it serves', async () => {
  const saved = await createCertificates();
  expect(await renewCertificates(saved)).toBe(saved);
});

test('an earlier certificate that has expired or lacks a name of today is replaced', async () => {
  const saved = await createCertificates();
  expect(await renewCertificates(saved, Date.now() + YEAR)).not.toBe(saved);
  const keys = await crypto.subtle.generateKey({ name: 'ECDSA', namedCurve: 'P-256' }, true, [
    'sign',
    'verify',
  ]);
  const extensions = [
    new x509.SubjectAlternativeNameExtension([{ type: 'dns', value: 'fcm.googleapis.com' }]),
  ];
  const old = await x509.X509CertificateGenerator.createSelfSigned(
    {
      ...{ name: 'CN=older', keys, extensions, notAfter: new Date(Date.now() + YEAR) },
      signingAlgorithm: { name: 'ECDSA', hash: 'SHA-256' },
    },
    crypto,
  );
  const renewed = await renewCertificates({ ...saved, cert: old.toString('pem') });
  expect(new X509Certificate(renewed.cert).subjectAltName).toContain('login.microsoftonline.com');
});

test('the certificate names the key that has signed it, as strict clients want', async () => {
  const { ca, cert } = await createCertificates();
  const signed = new x509.X509Certificate(cert).getExtension(x509.AuthorityKeyIdentifierExtension);
  const signer = new x509.X509Certificate(ca).getExtension(x509.SubjectKeyIdentifierExtension);
  expect(signed?.keyId).toBe(signer?.keyId);
  expect(signer?.keyId).toMatch(/^[0-9a-f]{40}$/);
});

test('a saved certificate that cannot be read is replaced', async () => {
  const saved = await createCertificates();
  const renewed = await renewCertificates({ ...saved, cert: 'no certificate' });
  expect(renewed.cert).toContain('BEGIN CERTIFICATE');
});
