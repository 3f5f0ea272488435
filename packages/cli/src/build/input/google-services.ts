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

/**
 * What is wrong with the file that Android's push needs; `bytes` undefined: it is not there. Never quotes a secret of
 * it.
 */
export function googleServicesMistakes(
  bytes: Buffer | undefined,
  { name, packageName }: Expected,
): Mistake[] {
  const mistake = (code: MistakeCode, words: Omit<Mistake, 'code' | 'where'>): Mistake[] => [
    { code, where: name, field: 'googleServicesFile', ...words },
  ];
  const expected = `the google-services.json of ${packageName ?? 'the app'}`;
  const download = `Download google-services.json for Android (${DOWNLOAD}) and put it there.`;
  if (bytes === undefined) {
    return mistake('google-services-missing', { expected, came: 'no such file', remedy: download });
  }
  const text = bytes.toString('utf8');
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
  const { packages } = factsOf(read.data);
  if (packageName === undefined || packages.includes(packageName)) return [];
  return mistake('google-services-other-package', {
    expected,
    came: `that of ${packages.join(', ')}`,
    remedy: `Add an Android app with the package name ${packageName} in the ${DOWNLOAD}, and download its file; or set identity.packageName.`,
  });
}

/** What a person needs of the file to know it again; nothing of it is secret. */
export interface FirebaseFacts {
  projectId: string;
  projectNumber: string;
  packages: string[];
}

const factsOf = ({ project_info, client }: z.infer<typeof GoogleServices>): FirebaseFacts => ({
  projectId: project_info.project_id,
  projectNumber: project_info.project_number,
  packages: client.map(({ client_info }) => client_info.android_client_info.package_name),
});

/** Of google-services.json; undefined for anything else. */
export function firebaseFacts(bytes: Buffer): FirebaseFacts | undefined {
  const read = GoogleServices.safeParse(parse(bytes.toString('utf8')));
  return read.success ? factsOf(read.data) : undefined;
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
