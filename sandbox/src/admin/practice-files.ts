import { APP } from '../app.ts';
import type { PracticeCredentials, PracticeFile } from '../control/channel-wire.ts';
import { makeAccountKey } from '../fcm/account-key.ts';
import { lazily } from '../lazy.ts';
import type { Services } from '../services.ts';

type Accounts = Pick<Services, 'apns' | 'fcm' | 'accounts'>;

/** Files such as Apple and Google give to an admin, good ones and bad ones; made when they are first asked for. */
export function createPracticeFiles(services: Accounts): () => Promise<PracticeCredentials> {
  const made = lazily(() => makeFiles(services));
  return async () => {
    const app = { bundleId: APP.id, packageName: APP.id, projectId: APP.firebaseProject };
    return { ...app, files: await made() };
  };
}

async function makeFiles(services: Accounts): Promise<PracticeFile[]> {
  const [apple, google] = await Promise.all([appleFiles(services), googleFiles(services)]);
  return [...apple, ...google];
}

const base64 = (text: string) => Buffer.from(text).toString('base64');

async function appleFiles({ apns, accounts }: Accounts): Promise<PracticeFile[]> {
  const own = accounts.apnsKey;
  const unknown = apns.createApnsKey(own.teamId);
  const certificate = async (environment: 'development' | 'production') => {
    const { p12, passphrase } = await apns.createApnsCertificate({ bundleId: APP.id, environment });
    return { content: p12.toString('base64'), password: passphrase, kind: 'certificate' as const };
  };
  const [development, production] = await Promise.all([
    certificate('development'),
    certificate('production'),
  ]);
  const key = (of: typeof own) => ({
    ...{ name: `AuthKey_${of.keyId}.p8`, kind: 'signing-key' as const, content: base64(of.key) },
    ...{ keyId: of.keyId, teamId: of.teamId },
  });
  return [
    { ...key(own), good: true, about: 'Apple’s signing key of the sandbox’s app, good in both modes.' },
    {
      ...{ ...development, name: 'push-development.p12', good: true },
      about: 'Apple’s push certificate of the sandbox’s app, for the mode Sandbox.',
    },
    {
      ...{ ...key(unknown), good: false },
      about: 'A signing key that Apple does not know, as one that was revoked: InvalidProviderToken.',
    },
    {
      ...{ ...production, name: 'push-production.p12', good: false },
      about: 'A push certificate for Production: in the mode Sandbox it is BadCertificateEnvironment.',
    },
  ];
}

async function googleFiles({ fcm, accounts }: Accounts): Promise<PracticeFile[]> {
  const { serviceAccount } = accounts;
  const foreign = await fcm.createServiceAccount('another-project', makeAccountKey());
  const revoked = { ...serviceAccount, client_email: `revoked@${serviceAccount.project_id}.iam.example` };
  const account = (name: string, content: object) => ({
    ...{ name, kind: 'service-account' as const, content: base64(JSON.stringify(content, null, 2)) },
  });
  return [
    {
      ...{ ...account('service-account.json', serviceAccount), good: true },
      about: 'Google’s service account of the sandbox’s Firebase project.',
    },
    {
      ...{ ...account('revoked-account.json', revoked), good: false },
      about: 'A service account that Google does not know, as one that was deleted: invalid_grant.',
    },
    {
      ...{ ...account('another-project.json', foreign), good: false },
      about:
        'A service account of another Firebase project: it shows as valid, and every registration fails with SENDER_ID_MISMATCH.',
    },
    {
      ...{ ...account('google-services.json', googleServices()), kind: 'other', good: false },
      about: 'The file that belongs in the app, not in Dynamics: the form refuses it.',
    },
  ];
}

/** As Firebase gives it for an Android app. */
const googleServices = () => ({
  project_info: { project_number: '100000000001', project_id: APP.firebaseProject },
  client: [
    {
      client_info: {
        mobilesdk_app_id: '1:100000000001:android:0a1b2c3d4e5f6071',
        android_client_info: { package_name: APP.id },
      },
      api_key: [{ current_key: 'sandbox' }],
    },
  ],
  configuration_version: '1',
});
