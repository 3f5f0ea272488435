import type { Registration, RegistrationInfo } from '@journeys-push/contract/page-shell';
import { factsOf } from './facts.ts';
import type { Installation } from './installation.ts';
import type { Device, SystemToken } from './ports.ts';
import type { ShellOptions } from './shell.ts';

export interface InfoOptions {
  device: Device;
  installation: Installation;
  build?: ShellOptions['build'];
  registration: Registration;
  granted: boolean;
  token: SystemToken | undefined;
}

/** What pages learn about the device and its registration (spec.md §1). */
export function infoOf({ device, installation, build, ...push }: InfoOptions): RegistrationInfo {
  const { platform, appId } = device;
  const { appBuild, os: _, ...facts } = factsOf(device);
  return {
    ...tokenOf(platform, push),
    platform,
    appId,
    ...facts,
    appBuild,
    ...(platform === 'android' && typeof appBuild === 'number' ? { appVersionCode: appBuild } : {}),
    os: platform === 'ios' ? 'iOS' : 'Android',
    installationId: installation.id,
    isFirstLaunch: installation.isFirstLaunch,
    registration: push.registration,
    ...(build ? { build } : {}),
  };
}

/** A token is shown while it may be used for this registration, and only then. */
const usable = new Set<Registration['state']>(['queued', 'sent', 'registered']);

function tokenOf(
  platform: Device['platform'],
  { registration, granted, token }: Pick<InfoOptions, 'registration' | 'granted' | 'token'>,
): Pick<RegistrationInfo, 'apnsToken' | 'fcmToken'> {
  if (!granted || !token || !usable.has(registration.state)) return {};
  return platform === 'ios' ? { apnsToken: token.value } : { fcmToken: token.value };
}
