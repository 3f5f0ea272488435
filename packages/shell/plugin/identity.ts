import type { ExpoConfig } from 'expo/config';
import { PluginError, type Settings } from './options.ts';
import { blockedPermissions, namesOf, wantedPermissions } from './permissions.ts';

/** Who the app is and how it looks, where the app is the shell. */
export function withIdentity(expo: ExpoConfig, settings: Settings): ExpoConfig {
  const { identity, appearance, links } = settings.app;
  const icon = appearance?.icon && settings.place(appearance.icon);
  return {
    ...expo,
    name: identity.name,
    version: identity.version,
    orientation: 'default',
    ...(icon ? { icon } : {}),
    ...(identity.scheme ? { scheme: identity.scheme } : {}),
    ios: {
      ...expo.ios,
      bundleIdentifier: identity.bundleId,
      buildNumber: String(identity.build),
      ...(identity.appleTeamId ? { appleTeamId: identity.appleTeamId } : {}),
      supportsTablet: true,
      userInterfaceStyle: 'automatic',
      config: { ...expo.ios?.config, usesNonExemptEncryption: false },
      ...(links.verifiedHosts
        ? { associatedDomains: links.verifiedHosts.map((host) => `applinks:${host}`) }
        : {}),
    },
    android: {
      ...expo.android,
      package: identity.packageName,
      versionCode: identity.build,
      permissions: namesOf(wantedPermissions(settings.app)),
      blockedPermissions: namesOf(blockedPermissions(settings.app)),
      ...(appearance?.androidIcon ? { adaptiveIcon: adaptiveIcon(appearance.androidIcon, settings) } : {}),
      ...(links.verifiedHosts ? { intentFilters: [appLinks(links.verifiedHosts)] } : {}),
    },
  };
}

type Layers = NonNullable<NonNullable<Settings['app']['appearance']>['androidIcon']>;

const adaptiveIcon = ({ foreground, background, monochrome }: Layers, { place }: Settings) => ({
  foregroundImage: place(foreground),
  backgroundColor: background,
  ...(monochrome ? { monochromeImage: place(monochrome) } : {}),
});

const appLinks = (hosts: string[]) => ({
  action: 'VIEW',
  autoVerify: true,
  data: hosts.map((host) => ({ scheme: 'https', host })),
  category: ['BROWSABLE', 'DEFAULT'],
});

/** The gateway knows an app by its ids: another one there would never be registered. */
export function assertSameIds(expo: ExpoConfig, { app: { identity } }: Settings): void {
  const pairs = [
    ['ios.bundleIdentifier', expo.ios?.bundleIdentifier, 'identity.bundleId', identity.bundleId],
    ['android.package', expo.android?.package, 'identity.packageName', identity.packageName],
  ];
  for (const [ours, came, theirs, expected] of pairs) {
    if (came === undefined || came === expected) continue;
    throw new PluginError(
      `Expected ${ours} to be ${expected}, as ${theirs} of the configuration says; ${came} came. Make them the same.`,
    );
  }
}
