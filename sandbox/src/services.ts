import { type ApnsTwin, startApnsTwin } from './apns/server.ts';
import { APP, PEOPLE } from './app.ts';
import { type Certificates, renewCertificates } from './certificates.ts';
import { createClock, type SandboxClock } from './clock.ts';
import type { Accounts, SavedState } from './data-folder.ts';
import type { MobileAppInput } from './dynamics/channel/channel.ts';
import { startDynamicsTwin } from './dynamics/server.ts';
import type { DynamicsTwin } from './dynamics/start.ts';
import type { AccountKey } from './fcm/account-key.ts';
import { type FcmTwin, startFcmTwin } from './fcm/server.ts';
import type { ServiceAccount } from './fcm/wire.ts';
import type { Timeline } from './timeline.ts';

/** The three twins, and the sandbox app's accounts with them. */
export interface Services {
  certificates: Certificates;
  apns: ApnsTwin;
  fcm: FcmTwin;
  dynamics: DynamicsTwin;
  accounts: Accounts;
  close(): Promise<void>;
}

export interface ServicesOptions {
  timeline: Timeline;
  /** The twins' time; default: the real one. */
  clock?: SandboxClock;
  saved?: SavedState | undefined;
  /** Starts sooner: what only the first push needs is loaded then, and the new app's credentials are not checked. */
  quick?: boolean | undefined;
  /** Of the app's service account, if it was begun earlier. */
  accountKey?: Promise<AccountKey> | undefined;
  /** The app's site: base of links that are authored as a path. */
  siteUrl: string;
}

export async function startServices({
  timeline,
  clock = createClock(),
  saved,
  quick = false,
  accountKey,
  siteUrl,
}: ServicesOptions): Promise<Services> {
  const certificates = await renewCertificates(saved?.certificates);
  const common = { timeline, now: clock.now, wait: clock.wait, after: clock.after };
  const [apns, fcm] = await Promise.all([
    onPort(saved?.ports.apns, (port) =>
      startApnsTwin({ timeline, clock, certificates, port, state: saved?.apns }),
    ),
    onPort(saved?.ports.fcm, (port) => startFcmTwin({ ...common, certificates, port, state: saved?.fcm })),
  ]);
  // Google's keys take the longest to make: beside the start of Dynamics.
  const newGoogleAccount = () => fcm.createServiceAccount(APP.firebaseProject, accountKey);
  const begun = saved ? undefined : newGoogleAccount();
  begun?.catch(() => undefined);
  const providers = { ca: certificates.ca, apns, fcm };
  const dynamics = await onPort(saved?.ports.dynamics, (port) =>
    onPort(saved?.ports.dataverse, (dataversePort) =>
      startDynamicsTwin({
        ...{ ...common, port, linkHost: APP.linkHost, siteUrl, providers },
        ...{ certificates, dataversePort, state: saved?.dynamics, preload: !quick },
      }),
    ),
  );
  const accounts =
    saved?.accounts ??
    (await openAccounts(
      { apns, dynamics },
      { serviceAccount: await (begun ?? newGoogleAccount()), trusted: quick },
    ));
  // A sandbox that was saved before Dataverse was there has none.
  accounts.dataverse ??= dynamics.createAppRegistration({ name: APP.name });
  return {
    ...{ certificates, apns, fcm, dynamics, accounts },
    close: async () => void (await Promise.all([dynamics.close(), apns.close(), fcm.close()])),
  };
}

/** The port of an earlier run if it is still free, else any: links in old notifications stay good where possible. */
export async function onPort<T>(port: number | undefined, start: (port: number) => Promise<T>): Promise<T> {
  if (!port) return start(0);
  return start(port).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') return start(0);
    throw error;
  });
}

/** What an admin does once: keys at Apple and Google, the mobile app channel and the people in Dynamics. */
async function openAccounts(
  { apns, dynamics }: Pick<Services, 'apns' | 'dynamics'>,
  { serviceAccount, trusted }: { serviceAccount: ServiceAccount; trusted: boolean },
): Promise<Accounts> {
  const apnsKey = apns.createApnsKey();
  apns.addKey({ ...apnsKey, bundleIds: [APP.id] });
  const app: MobileAppInput = {
    name: APP.name,
    ios: {
      bundleId: APP.id,
      teamId: apnsKey.teamId,
      keyId: apnsKey.keyId,
      signingKey: apnsKey.key,
      applicationMode: 'sandbox',
    },
    android: { serviceAccountJson: JSON.stringify(serviceAccount) },
  };
  const mobileAppId = dynamics.createMobileApp(app, { trusted });
  await dynamics.generateAccessToken(mobileAppId);
  for (const { userIds: _, ...contact } of PEOPLE) dynamics.addContact(contact);
  dynamics.segments.add({ name: 'Everybody', memberIds: PEOPLE.map(({ contactid }) => contactid) });
  const dataverse = dynamics.createAppRegistration({ name: APP.name });
  return { apnsKey, serviceAccount, mobileAppId, dataverse };
}
