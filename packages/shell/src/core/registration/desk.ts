import type { Registration } from '@journeys-push/contract/page-shell';
import type { InstallationPut } from '@journeys-push/contract/shell-gateway';
import type { Document } from '../document.ts';
import { factsOf } from '../facts.ts';
import type { GatewayClient } from '../gateway/client.ts';
import type { Installation } from '../installation.ts';
import type { Log } from '../log.ts';
import type { PermissionKeeper } from '../permission/permission.ts';
import type { ClockPort, Device, RandomPort } from '../ports.ts';
import type { ShellOptions } from '../shell.ts';
import type { Tokens } from '../tokens.ts';
import { describe, keyOf } from './describe.ts';
import type { Situation } from './next-step.ts';
import type { RegistrationRecord } from './record.ts';
import type { Waiters } from './waiters.ts';

/** What the parts of the registration share. */
export interface Desk {
  record: Document<RegistrationRecord>;
  /** Absent: the customer's own backend takes the tokens from `registrationInfo`. */
  gateway?: GatewayClient;
  /** How long `registerDevice` waits for Dynamics' verdict, in milliseconds. */
  waitMs: number;
  installation: Installation;
  device: Device;
  build?: ShellOptions['build'];
  permission: PermissionKeeper;
  tokens: Tokens;
  waiters: Waiters;
  clock: ClockPort;
  random: RandomPort;
  log: Log;
  /** Tells the world outside how the registration stands, if that has changed. */
  publish(): void;
  /** What holds for this process only. */
  flags: Pick<Situation, 'needed' | 'readDue' | 'retryRefused'> & {
    /** When another credential was asked for last, in milliseconds since the epoch. */
    enrolledAnewAt: number;
    /** The person has switched the permission in the settings, and no page has heard of it. */
    switched: boolean;
  };
}

export const noFlags = (): Desk['flags'] => ({
  needed: false,
  readDue: false,
  retryRefused: false,
  enrolledAnewAt: 0,
  switched: false,
});

/** The installation as the gateway should know it. */
export const installationBody = (desk: Desk): InstallationPut => ({
  platform: desk.device.platform,
  appId: desk.device.appId,
  facts: allFacts(desk),
  token: desk.tokens.current() ?? null,
  notificationsEnabled: desk.permission.current().granted,
});

/** Every field of `registrationInfo` that tells about device and build, but for `isFirstLaunch`: no news by itself. */
function allFacts({ device, build }: Desk): InstallationPut['facts'] {
  const facts = factsOf(device);
  const versionCode =
    device.platform === 'android' && typeof facts.appBuild === 'number' ? facts.appBuild : undefined;
  return {
    ...facts,
    ...(versionCode !== undefined && { appVersionCode: versionCode }),
    ...(build && { build }),
  };
}

export const situationOf = (desk: Desk): Situation => ({
  ...desk.flags,
  record: desk.record.get(),
  body: JSON.stringify(installationBody(desk)),
  enrolled: desk.installation.credential() !== undefined,
  now: desk.clock.now(),
});

/** The registration as a page is told. */
export function currentRegistration({ record, permission, tokens, clock }: Desk): Registration {
  const registration = describe(record.get(), {
    granted: permission.current().granted,
    hasToken: tokens.current() !== undefined,
  });
  const { shown } = record.get();
  const since = shown?.key === keyOf(registration) ? shown.since : new Date(clock.now()).toISOString();
  return { since, ...registration };
}
