import forge from 'node-forge';

/** What of a .p12 is needed to send: PEM texts, and the app that the certificate names. */
export interface PushCertificate {
  /** The certificate itself first. */
  certificate: string;
  privateKey: string;
  /** The certificate's UID; absent where it has none. */
  bundleId?: string;
}

/** Apple writes the bundle id into the subject's user id (facts: apns-fcm-phones.md §1.4). */
const USER_ID = '0.9.2342.19200300.100.1.1';

/**
 * Opens a .p12 (base64). Undefined when it is none, the password is another, or it holds no certificate with its key.
 * It is opened here and not by TLS: OpenSSL 3 refuses the old ciphers that a Mac's Keychain exports with.
 */
export function openPushCertificate(p12: string, password: string): PushCertificate | undefined {
  try {
    const container = forge.pkcs12.pkcs12FromAsn1(forge.asn1.fromDer(forge.util.decode64(p12)), password);
    const { certBag, keyBag, pkcs8ShroudedKeyBag } = forge.pki.oids;
    const bags = (type = '') => container.getBags({ bagType: type })[type] ?? [];
    const key = [...bags(pkcs8ShroudedKeyBag), ...bags(keyBag)].find((bag) => bag.key)?.key;
    const certificates = bags(certBag).flatMap((bag) => (bag.cert ? [bag.cert] : []));
    const own = certificates.find((certificate) => key && belongsTo(certificate, key));
    if (!(key && own)) return undefined;
    const chain = [own, ...certificates.filter((certificate) => certificate !== own)];
    const userId: unknown = own.subject.getField({ type: USER_ID })?.value;
    return {
      certificate: chain.map((certificate) => forge.pki.certificateToPem(certificate)).join(''),
      privateKey: forge.pki.privateKeyToPem(key),
      ...(typeof userId === 'string' ? { bundleId: userId } : {}),
    };
  } catch {
    return undefined;
  }
}

function belongsTo(certificate: forge.pki.Certificate, key: forge.pki.PrivateKey): boolean {
  const { n } = certificate.publicKey as forge.pki.rsa.PublicKey;
  return n.equals((key as forge.pki.rsa.PrivateKey).n);
}
