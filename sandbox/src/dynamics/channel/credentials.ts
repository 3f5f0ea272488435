import { createPrivateKey, type KeyObject } from 'node:crypto';
import * as z from 'zod';
import type { AndroidCredentials, IosCredentials } from '../records.ts';
import { DynamicsRefusal } from '../refusal.ts';

const IosInput = z.object({
  bundleId: z.string().min(1),
  teamId: z.string().min(1),
  keyId: z.string().length(10),
  signingKey: z.string().min(1),
  applicationMode: z.enum(['sandbox', 'production']),
});

/**
 * APNs credentials as an admin enters them. The signing key is the .p8's content, with or without its BEGIN and END
 * lines (facts: dynamics.md §8: without). Throws `signing-key-incorrect`.
 */
export function readIosCredentials(input: z.input<typeof IosInput>): IosCredentials {
  const parsed = IosInput.safeParse(input);
  const signingKey = parsed.success ? toPem(parsed.data.signingKey) : '';
  const curve = keyOf(signingKey)?.asymmetricKeyDetails?.namedCurve;
  if (parsed.success && curve === 'prime256v1') return { ...parsed.data, signingKey };
  throw new DynamicsRefusal(
    'signing-key-incorrect',
    'The iOS credentials are not valid',
    "Enter the .p8 file's content, its 10-character key ID, the team ID, the bundle ID and the application mode",
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
export function readAndroidCredentials(serviceAccountJson: string): AndroidCredentials {
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
