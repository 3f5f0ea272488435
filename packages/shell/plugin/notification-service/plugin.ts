import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ExpoConfig } from 'expo/config';
import { withXcodeProject } from 'expo/config-plugins';
import { NOTIFICATION_SERVICE } from '../native-names.ts';
import { infoPlist } from './info-plist.ts';
import { swift } from './swift.ts';
import { addServiceTarget } from './target.ts';

/** Adds the extension to the iOS project: its folder, its target, and its name for EAS, which signs it by itself. */
export function withNotificationService(expo: ExpoConfig): ExpoConfig {
  return withXcodeProject(withEas(expo), (mod) => {
    const folder = join(mod.modRequest.platformProjectRoot, NOTIFICATION_SERVICE);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, `${NOTIFICATION_SERVICE}.swift`), swift);
    writeFileSync(join(folder, 'Info.plist'), infoPlist);
    addServiceTarget(mod.modResults.hash.project.objects, {
      bundleId: mod.ios?.bundleIdentifier ?? '',
      version: mod.version ?? '1.0.0',
      build: mod.ios?.buildNumber ?? '1',
      teamId: mod.ios?.appleTeamId,
    });
    return mod;
  });
}

function withEas(expo: ExpoConfig): ExpoConfig {
  const eas = expo.extra?.eas;
  const ios = eas?.build?.experimental?.ios;
  const extension = {
    targetName: NOTIFICATION_SERVICE,
    bundleIdentifier: `${expo.ios?.bundleIdentifier}.${NOTIFICATION_SERVICE}`,
  };
  const appExtensions = [...(ios?.appExtensions ?? []), extension];
  const experimental = { ...eas?.build?.experimental, ios: { ...ios, appExtensions } };
  return { ...expo, extra: { ...expo.extra, eas: { ...eas, build: { ...eas?.build, experimental } } } };
}
