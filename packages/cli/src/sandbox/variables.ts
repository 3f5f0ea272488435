import type { Connection } from '@journeys-push/sandbox/running';
import type { Directory } from './directory.ts';

/** What belongs together: every client names the groups that it needs. */
export type Group = 'node' | 'curl' | 'apns' | 'iphone' | 'fcm' | 'android' | 'dynamics' | 'dataverse';

export interface Variable {
  group: Group;
  name: string;
  value: string;
  /** Where the value is a secret: the file that holds nothing else. */
  secretIn?: string;
}

/** All that is set in a client's environment. */
export function variablesFor(connection: Connection, { phones, contact }: Directory): Variable[] {
  const { files, ca, redirects, apns, fcm, dynamics, dataverse } = connection;
  const tokenOf = (platform: 'ios' | 'android') => phones.find((phone) => phone.platform === platform)?.token;
  const values: Record<Group, Record<string, string | undefined>> = {
    node: {
      NODE_EXTRA_CA_CERTS: ca,
      // Node takes quotes as part of the syntax, and the backslash before one (and before itself).
      NODE_OPTIONS: `--require "${files.preload.replace(/["\\]/g, '\\$&')}"`,
      // The map itself, not its file: without the file no Node program would start in this shell any more.
      JOURNEYS_PUSH_REDIRECTS: JSON.stringify(redirects),
    },
    curl: { CURL_HOME: files.curlHome },
    apns: {
      APNS_KEY_FILE: files.apnsKey,
      APNS_KEY_ID: apns.keyId,
      APNS_TEAM_ID: apns.teamId,
      APNS_TOPIC: apns.bundleId,
    },
    iphone: { APNS_DEVICE_TOKEN: tokenOf('ios') },
    fcm: {
      GOOGLE_APPLICATION_CREDENTIALS: files.serviceAccount,
      GOOGLE_CLOUD_PROJECT: fcm.projectId,
    },
    android: { FCM_REGISTRATION_TOKEN: tokenOf('android') },
    dynamics: {
      DYNAMICS_PUBLIC_ENDPOINT: dynamics.publicEndpoint,
      DYNAMICS_ORGANIZATION_ID: dynamics.organizationId,
      DYNAMICS_MOBILE_APP_ID: dynamics.mobileAppId,
      DYNAMICS_API_TOKEN: dynamics.apiToken,
      DYNAMICS_USER_ID: contact?.contactId,
    },
    dataverse: {
      DATAVERSE_URL: dataverse.url,
      AZURE_TENANT_ID: dataverse.tenantId,
      AZURE_CLIENT_ID: dataverse.clientId,
      AZURE_CLIENT_SECRET: dataverse.clientSecret,
      DATAVERSE_EMAIL: contact?.email,
    },
  };
  const secrets: Record<string, string> = {
    DYNAMICS_API_TOKEN: files.apiToken,
    AZURE_CLIENT_SECRET: files.clientSecret,
  };
  const groups = Object.keys(values) as Group[];
  return groups.flatMap((group) =>
    Object.entries(values[group]).flatMap(([name, value]): Variable[] => {
      if (value === undefined) return [];
      const secretIn = secrets[name];
      return [{ group, name, value, ...(secretIn === undefined ? {} : { secretIn }) }];
    }),
  );
}
