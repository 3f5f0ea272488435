import { readFile } from 'node:fs/promises';
import * as z from 'zod';
import type { Mistake, MistakeCode } from '../mistakes.ts';

/** What of google-services.json matters to an app: Google's Gradle plugin reads these. */
const GoogleServices = z.object({
  project_info: z.object({ project_number: z.string().min(1), project_id: z.string().min(1) }),
  client: z
    .array(
      z.object({
        client_info: z.object({
          mobilesdk_app_id: z.string().min(1),
          android_client_info: z.object({ package_name: z.string().min(1) }),
        }),
        api_key: z.array(z.object({ current_key: z.string().min(1) })).min(1),
      }),
    )
    .min(1),
});

const DOWNLOAD = 'Firebase console, Project settings, General, Your apps';

interface Expected {
  /** As the person named it. */
  name: string;
  /** Undefined where the configuration has no valid one. */
  packageName: string | undefined;
}

/** What is wrong with the file that Android's push needs. Never quotes a secret of it. */
export async function googleServicesMistakes(
  file: string,
  { name, packageName }: Expected,
): Promise<Mistake[]> {
  const mistake = (code: MistakeCode, words: Omit<Mistake, 'code' | 'where'>): Mistake[] => [
    { code, where: name, ...words },
  ];
  const expected = `the google-services.json of ${packageName ?? 'the app'}`;
  const download = `Download google-services.json for Android (${DOWNLOAD}) and put it there.`;
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) {
    return mistake('google-services-missing', { expected, came: 'no such file', remedy: download });
  }
  const content = parse(text);
  if (content === undefined) {
    return text.trimStart().startsWith('<')
      ? mistake('google-services-of-ios', { expected, came: 'an XML file, as iOS has it', remedy: download })
      : mistake('google-services-not-json', { expected, came: 'a file that is not JSON', remedy: download });
  }
  if (isServiceAccount(content)) {
    return mistake('google-services-is-service-account', {
      expected,
      came: 'a service account with its private key, which belongs to a server',
      remedy: `Never put it into an app. ${download} The service account goes to Dynamics.`,
    });
  }
  const read = GoogleServices.safeParse(content);
  if (!read.success) {
    const parts = read.error.issues.map(({ path }) => path.join('.') || 'everything');
    return mistake('google-services-invalid', {
      expected,
      came: `no ${parts.join(', no ')}`,
      remedy: download,
    });
  }
  const packages = read.data.client.map(({ client_info }) => client_info.android_client_info.package_name);
  if (packageName === undefined || packages.includes(packageName)) return [];
  return mistake('google-services-other-package', {
    expected,
    came: `that of ${packages.join(', ')}`,
    remedy: `Add an Android app with the package name ${packageName} in the ${DOWNLOAD}, and download its file; or set identity.packageName.`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

const isServiceAccount = (content: unknown): boolean =>
  z
    .union([z.object({ type: z.literal('service_account') }), z.object({ private_key: z.string() })])
    .safeParse(content).success;
