import type { DeveloperInformation, MobileApp } from '../../../../src/control/channel-wire.ts';

/** The app as `apps[]` of the gateway's configuration names it (packages/gateway/README.md). */
export function gatewayEntry(
  { name, settings: { ios }, platforms }: Pick<MobileApp, 'name' | 'settings' | 'platforms'>,
  information: Omit<DeveloperInformation, 'accessTokens'>,
): string {
  const id = slugOf(name);
  const environment = ios?.applicationMode === 'production' ? 'production' : 'development';
  const entry = {
    ...{ id, mobileAppId: information.applicationId, organizationId: information.organizationId },
    publicEndpoint: information.publicEndpoint,
    apiTokens: [`\${${id.toUpperCase().replaceAll('-', '_')}_API_TOKEN}`],
    ...(ios ? { ios: { bundleId: ios.bundleId, environment } } : {}),
    // Dynamics does not know the package: it pushes to a Firebase project.
    ...(platforms.includes('android')
      ? { android: { packageName: ios?.bundleId ?? 'your.package.name' } }
      : {}),
  };
  return JSON.stringify(entry, null, 2);
}

const slugOf = (name: string): string =>
  name
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '') || 'app';
