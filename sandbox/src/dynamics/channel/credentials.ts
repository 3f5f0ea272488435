import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { AndroidCredentials, IosCredentials } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';
import { openPushCertificate } from './certificate.ts';

const applicationMode = z.enum(['sandbox', 'production']);

const TokenInput = z.object({
  authenticationMode: z.literal('token').default('token'),
  bundleId: z.string().min(1),
  teamId: z.string().min(1),
  keyId: z.string().length(10),
  signingKey: z.string().min(1),
  applicationMode,
});

const CertificateInput = z.object({
  authenticationMode: z.literal('certificate'),
  /** The .p12 file, base64. */
  certificate: z.string().min(1),
  password: z.string(),
  /** Default: the one in the certificate. */
  bundleId: z.string().min(1).optional(),
  applicationMode,
});

/** What an admin enters for iOS: a signing key (the default mode), or a certificate (facts: dynamics.md §8). */
export type IosInput = z.input<typeof TokenInput> | z.input<typeof CertificateInput>;

type Optional<T, Secret extends keyof T> = Omit<T, Secret> & { [Key in Secret]?: T[Key] | undefined };
/** The same for what is saved already: a signing key or certificate that is left out stays as it is. */
export type IosChange =
  | Optional<z.input<typeof TokenInput>, 'signingKey'>
  | Optional<z.input<typeof CertificateInput>, 'certificate' | 'password'>;

/** What of saved credentials may be seen again: never a key. */
export type IosSettings =
  | Pick<
      z.output<typeof TokenInput>,
      'authenticationMode' | 'applicationMode' | 'bundleId' | 'teamId' | 'keyId'
    >
  | {
      authenticationMode: 'certificate';
      applicationMode: IosCredentials['applicationMode'];
      bundleId: string;
    };

export function iosSettings(saved: IosCredentials): IosSettings {
  const { applicationMode, bundleId } = saved;
  if (saved.authenticationMode === 'certificate')
    return { authenticationMode: 'certificate', applicationMode, bundleId };
  const { teamId, keyId } = saved;
  return { authenticationMode: 'token', applicationMode, bundleId, teamId, keyId };
}

/** Throws as {@link readIosCredentials}: what is not saved cannot be left out. */
export function changeIosCredentials(input: IosChange, saved: IosCredentials | undefined): IosCredentials {
  if (input.authenticationMode === 'certificate') {
    const { certificate, password = '', ...rest } = input;
    if (certificate === undefined && saved?.authenticationMode === 'certificate')
      return { ...saved, applicationMode: rest.applicationMode };
    return readIosCredentials({ ...rest, certificate: certificate ?? '', password });
  }
  const kept = saved?.authenticationMode === 'token' ? saved.signingKey : '';
  return readIosCredentials({ ...input, signingKey: input.signingKey ?? kept });
}

/** Throws `signing-key-incorrect` or `certificate-incorrect`. */
function readIosCredentials(input: IosInput): IosCredentials {
  return input.authenticationMode === 'certificate' ? readCertificate(input) : readSigningKey(input);
}

/** The signing key is the .p8's content, with or without its BEGIN and END lines (§8: without). */
function readSigningKey(input: z.input<typeof TokenInput>): IosCredentials {
  const parsed = TokenInput.safeParse(input);
  const signingKey = parsed.success ? toPem(parsed.data.signingKey) : '';
  const curve = keyOf(signingKey)?.asymmetricKeyDetails?.namedCurve;
  if (parsed.success && curve === 'prime256v1') return { ...parsed.data, signingKey };
  throw new DynamicsRefusal(
    'signing-key-incorrect',
    'The iOS credentials are not valid',
    "Enter the .p8 file's content, its 10-character key ID, the team ID, the bundle ID and the application mode",
  );
}

/** Whether the certificate is still good is for Apple to say. */
function readCertificate(input: z.input<typeof CertificateInput>): IosCredentials {
  const { data } = CertificateInput.safeParse(input);
  const opened = data && openPushCertificate(data.certificate, data.password);
  const bundleId = data?.bundleId ?? opened?.bundleId;
  if (data && opened && bundleId) {
    const { certificate, privateKey } = opened;
    const { authenticationMode, applicationMode } = data;
    return { authenticationMode, applicationMode, bundleId, certificate, privateKey };
  }
  throw new DynamicsRefusal(
    'certificate-incorrect',
    'The iOS certificate cannot be used',
    'Upload the .p12 file that holds the push certificate with its private key, and enter its password',
  );
}

const ServiceAccount = z.object({
  type: z.literal('service_account'),
  project_id: z.string().min(1),
  client_email: z.string().min(1),
  private_key: z.string(),
});

/**
 * A Firebase service account key file's content. A google-services.json or a legacy server key gets the documented
 * text (facts: dynamics.md §2, §11). Throws `service-account-incorrect`.
 */
function readAndroidCredentials(serviceAccountJson: string): AndroidCredentials {
  const account = ServiceAccount.safeParse(parseJson(serviceAccountJson));
  if (account.success && keyOf(account.data.private_key)?.asymmetricKeyType === 'rsa') {
    const { project_id, client_email, private_key } = account.data;
    return { projectId: project_id, clientEmail: client_email, privateKey: private_key };
  }
  throw new DynamicsRefusal(
    'service-account-incorrect',
    'Provided service account JSON is incorrect',
    'Firebase project settings > Service accounts > Generate new private key; not google-services.json, not a server key',
  );
}

/** As {@link readAndroidCredentials}; the saved service account stays where no file is given. */
export function changeAndroidCredentials(
  { serviceAccountJson }: { serviceAccountJson?: string | undefined },
  saved: AndroidCredentials | undefined,
): AndroidCredentials {
  return serviceAccountJson === undefined && saved ? saved : readAndroidCredentials(serviceAccountJson ?? '');
}

const toPem = (key: string) =>
  key.includes('-----BEGIN')
    ? key
    : `-----BEGIN PRIVATE KEY-----\n${key.trim()}\n-----END PRIVATE KEY-----\n`;

function keyOf(pem: string): KeyObject | undefined {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
