import { AppConfig } from '@journeys-push/contract/app-config';

/** The app that the sandbox's phones have installed. */
export const APP = {
  name: 'Journeys Shop',
  id: 'dev.journeyspush.shop',
  firebaseProject: 'journeys-push-sandbox',
  /** Foreign to the app, as Dynamics' own tracking hosts are. */
  linkHost: 'links.marketing.localhost',
} as const;

/** Where a person's own configuration may choose what the app does; what is absent is as in any app. */
export type Behaviour = Partial<
  Pick<AppConfig, 'foreground' | 'links' | 'consent' | 'automaticRegistration'>
>;

/** The configuration that every phone's shell is built with. */
export function appConfig(options: {
  siteUrl: string;
  /** Further origins of the site. */
  allow?: string[];
  gatewayUrl: string | undefined;
  behaviour?: Behaviour;
}): AppConfig {
  const { siteUrl, allow = [], gatewayUrl, behaviour = {} } = options;
  return AppConfig.parse({
    site: { url: siteUrl, origins: [new URL(siteUrl).origin, ...allow] },
    identity: { name: APP.name, bundleId: APP.id, packageName: APP.id },
    pushProvider: 'microsoft-dynamics',
    ...(gatewayUrl === undefined ? {} : { gateway: { url: gatewayUrl } }),
    ...behaviour,
    links: {
      ...behaviour.links,
      trackedLinkHosts: [APP.linkHost, ...(behaviour.links?.trackedLinkHosts ?? [])],
    },
  });
}

/**
 * The people that Dynamics knows at the first start. `userIds` are the app's own ids, which the gateway maps; the
 * first one is that of the vendor's sample call, `registerDevice({userId: 'abc123-user-uuid'})`.
 */
export const PEOPLE = [
  {
    contactid: '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a01',
    fullname: 'Ada Brandt',
    emailaddress1: 'ada@example.com',
    trackingConsent: true,
    userIds: ['abc123-user-uuid'],
  },
  {
    contactid: '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a02',
    fullname: 'Jonas Weber',
    emailaddress1: 'jonas@example.com',
    trackingConsent: true,
    userIds: ['jonas-4711'],
  },
  {
    contactid: '6f1c1f5e-8f0a-4c0e-9a52-3d2c7b1e0a03',
    fullname: 'Mina Okafor',
    emailaddress1: 'mina@example.com',
    trackingConsent: false,
    userIds: ['mina-0815'],
  },
] as const;

/** The gateway's mapping rule: app user → contact. */
export const USER_TABLE: Record<string, string> = Object.fromEntries(
  PEOPLE.flatMap(({ userIds, contactid }) => userIds.map((userId) => [userId, contactid])),
);
