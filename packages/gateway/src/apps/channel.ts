import type { DeviceToken } from '@journeys-push/contract/shell-gateway';
import type { AppChannel } from '../config.ts';

/** What an installation says about the app it runs in. */
export interface AppClaim {
  platform: 'ios' | 'android';
  /** Bundle id or package name. */
  appId: string;
  token: DeviceToken | null;
  /** The channel that serves it so far. */
  known?: string | undefined;
}

/**
 * The mobile app channel that serves an installation; `undefined`: none does.
 *
 * An iOS token works in one APNs environment only; sent to a channel of the other it is a dead token there, so a mix
 * never gets as far as Dynamics (facts: dynamics.md §11, user-asks.md 14). Where nothing is said about the environment
 * now, the channel that was chosen when it was said stays.
 */
export function channelOf(apps: AppChannel[], claim: AppClaim): AppChannel | undefined {
  const { platform, appId, token, known } = claim;
  if (platform === 'android') return apps.find(({ android }) => android?.packageName === appId);
  const candidates = apps.filter(({ ios }) => ios?.bundleId === appId);
  const environment = token?.environment;
  if (!environment) return candidates.find(({ id }) => id === known) ?? candidates[0];
  return (
    candidates.find(({ ios }) => ios?.environment === environment) ??
    candidates.find(({ ios }) => ios?.environment === undefined)
  );
}
