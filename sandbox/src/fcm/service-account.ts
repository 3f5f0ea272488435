import { randomBytes, randomInt } from 'node:crypto';
import { type AccountKey, makeAccountKey } from './account-key.ts';
import type { AccountRecord } from './state.ts';
import type { ServiceAccount } from './wire.ts';

const digits = (length: number) => Array.from({ length }, () => randomInt(10)).join('');

/** Makes a service account of a project: the key file, and what Google keeps of it. */
export async function makeServiceAccount(
  projectId: string,
  key: Promise<AccountKey> = makeAccountKey(),
): Promise<{ file: ServiceAccount; record: AccountRecord }> {
  const pair = await key;
  const name = `firebase-adminsdk-${randomBytes(3).toString('hex').slice(0, 5)}`;
  const clientEmail = `${name}@${projectId}.iam.gserviceaccount.com`;
  const file: ServiceAccount = {
    type: 'service_account',
    project_id: projectId,
    private_key_id: randomBytes(20).toString('hex'),
    private_key: pair.privateKey,
    client_email: clientEmail,
    client_id: `1${digits(20)}`,
    auth_uri: 'https://accounts.google.com/o/oauth2/auth',
    token_uri: 'https://oauth2.googleapis.com/token',
    auth_provider_x509_cert_url: 'https://www.googleapis.com/oauth2/v1/certs',
    client_x509_cert_url: `https://www.googleapis.com/robot/v1/metadata/x509/${encodeURIComponent(clientEmail)}`,
    universe_domain: 'googleapis.com',
  };
  return { file, record: { clientEmail, projectId, publicKey: pair.publicKey } };
}
