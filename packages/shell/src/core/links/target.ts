import type { Notification } from '../notification.ts';
import type { Destination } from '../shell.ts';
import { parseUrl, withAsciiHost } from './url.ts';

/** What a tap does, besides bringing the app to the front. */
export type Target =
  | { open: 'app' }
  | { open: 'webview' | 'outside'; url: string }
  /** The app opens; the link does not. */
  | { open: 'refused'; url: string };

export interface TargetOptions {
  destination(url: string): Destination;
  /** The person agrees to tracking. */
  tracking: boolean;
}

/** Where a tapped notification leads (spec.md "Where a tap opens"; facts: dynamics.md §5, "Consent rule"). */
export function targetOf({ link, originalLink }: Notification, options: TargetOptions): Target {
  const { destination, tracking } = options;
  if (!link) return { open: 'app' };
  // Only the redirect knows where it leads: there is no untracked way to choose.
  if (!originalLink) return opening(link, destination(link));
  const authored = destination(originalLink);
  // A custom scheme belongs to another app: no browser is needed to get there.
  const isWeb = parseUrl(originalLink)?.host !== undefined;
  return opening(
    tracking && isWeb && mayReplace(link, authored, destination) ? link : originalLink,
    authored,
  );
}

/** The tracked link stands in for the authored one only where it can lead to the same place. */
function mayReplace(link: string, authored: Destination, destination: TargetOptions['destination']): boolean {
  if (authored === 'refused' || parseUrl(link)?.host === undefined) return false;
  return authored === 'outside' || destination(link) === 'app' || destination(link) === 'redirect';
}

function opening(url: string, destination: Destination): Target {
  if (destination === 'refused') return { open: 'refused', url };
  return { open: destination === 'outside' ? 'outside' : 'webview', url: withAsciiHost(url) };
}
