import { APP } from './app.ts';
import type { ClientFiles } from './client-files.ts';
import type { Info } from './control/wire.ts';
import type { Parts } from './parts.ts';
import { hosts } from './site/hosts.ts';

/** All that a script needs to talk to the sandbox; printed by `npm start -- --json`. */
export interface Connection {
  lab: string;
  control: string;
  controlToken: string;
  /** Empty without one. */
  gateway: string;
  dynamics: { publicEndpoint: string; organizationId: string; mobileAppId: string; apiToken: string };
  /** The environment's URL as clients write it, and an app registration that may read people there. */
  dataverse: { url: string; tenantId: string; clientId: string; clientSecret: string };
  apns: { url: string; keyId: string; teamId: string; bundleId: string; key: string };
  fcm: { url: string; tokenUrl: string; projectId: string; serviceAccount: object };
  /** Path of the CA certificate that the APNs and FCM twins' certificate is signed with (PEM). */
  ca: string;
  /** `host:port` of Apple's, Google's and Microsoft's services → `host:port` of the twin that stands for it. */
  redirects: Record<string, string>;
  /** Port on 127.0.0.1 that serves all those names (`--names`); null without it. */
  namesPort: number | null;
  files: ClientFiles;
}

/** What `connectionOf` takes as it is. */
export type Given = Pick<Connection, 'ca' | 'controlToken' | 'redirects' | 'namesPort' | 'files'>;

export function connectionOf({ front, gateway, services }: Parts, given: Given): Connection {
  const { apns, fcm, dynamics, accounts } = services;
  const { publicEndpoint, organizationId, accessTokens } = dynamics.developerInformation(
    accounts.mobileAppId,
  );
  const { keyId, teamId, key } = accounts.apnsKey;
  return {
    lab: `${hosts.lab(front.port)}/`,
    control: `http://127.0.0.1:${front.port}`,
    gateway: gateway?.url ?? '',
    dynamics: {
      publicEndpoint,
      organizationId,
      mobileAppId: accounts.mobileAppId,
      apiToken: accessTokens[0] ?? '',
    },
    dataverse: {
      url: `https://${dynamics.dataverse?.host}`,
      tenantId: accounts.dataverse?.tenantId ?? '',
      clientId: accounts.dataverse?.clientId ?? '',
      clientSecret: accounts.dataverse?.clientSecret ?? '',
    },
    apns: {
      url: `https://${apns.development.host}:${apns.development.port}`,
      keyId,
      teamId,
      bundleId: APP.id,
      key,
    },
    fcm: {
      url: fcm.url,
      tokenUrl: fcm.tokenUrl,
      projectId: APP.firebaseProject,
      serviceAccount: accounts.serviceAccount,
    },
    ...given,
  };
}

/** What the control API says of the sandbox. */
export function infoOf({ front, gateway, site, services, app }: Parts): Info {
  const {
    appHosts = [],
    verifiedHosts = [],
    trackedLinkHosts = [],
    schemes = [],
  } = app.behaviour.links ?? {};
  const { mobileAppId } = services.accounts;
  return {
    lab: hosts.lab(front.port),
    gateway: gateway?.url ?? '',
    site: site.url(),
    builtInPage: site.choice().url === null,
    allowedOrigins: site.choice().allow,
    links: { appHosts: [...appHosts, ...verifiedHosts], trackedLinkHosts, schemes },
    mobileAppId,
    appName: APP.name,
  };
}
